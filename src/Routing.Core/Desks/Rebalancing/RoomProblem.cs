namespace Routing.Core.Desks.Rebalancing;

/// <summary>Who can be given an agent in time if others step aside, in classes: threads by what they need, agents by what they can do.</summary>
/// <param name="Fits">For each need the seats (classes of agents alike) that can serve it.</param>
/// <param name="Waiting">For each need: threads that wait, would be late, and would be in time if somebody had them now.</param>
/// <param name="Stranded">Likewise: those that somebody has who does not answer them.</param>
/// <param name="Held">For each need and seat: threads that may go on to another agent who can serve them.</param>
/// <param name="Free">For each seat: places that nobody takes.</param>
/// <param name="Moves">Threads that change hands at most.</param>
/// <param name="Broken">Of these, threads that leave an agent who has them at most.</param>
public sealed record RoomProblem(int[][] Fits, int[] Waiting, int[] Stranded, int[][] Held, int[] Free, int Moves, int Broken);

/// <summary>One thread that is saved, and those that step aside for it, one for the other.</summary>
/// <param name="Need">Of the thread that is saved.</param>
/// <param name="Stranded">It leaves an agent; else it waits.</param>
/// <param name="Seats">Where it goes, then where each that steps aside goes.</param>
/// <param name="Aside">Needs of those that step aside: the first leaves the first seat, and so on; one fewer than seats.</param>
public sealed record Chain(int Need, bool Stranded, int[] Seats, int[] Aside)
{
    public int Moves => Seats.Length;

    public int Broken => Aside.Length + (Stranded ? 1 : 0);
}

/// <summary>The most threads saved within both limits; of all such, one that breaks the fewest relationships.</summary>
public sealed record RoomPlan(Chain[] Chains)
{
    public int Saved => Chains.Length;

    public int Moves => Chains.Sum(chain => chain.Moves);

    public int Broken => Chains.Sum(chain => chain.Broken);
}
