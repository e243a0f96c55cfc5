using Routing.Core;
using Routing.Core.Customers;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Benchmarks;

/// <summary>The whole decider, not only its matching, with threads that wait and agents who are not there yet: commands and events as in
/// production, but for journal and envelopes.</summary>
internal sealed class FullDesk
{
    /// <summary>Threads that one customer has.</summary>
    private const int PerAuthor = 3;

    private readonly Random _dice = new(1);
    private readonly int _queues;
    private readonly int _skills;
    private long _ids;
    private long _presence;

    public FullDesk(int waiting, int agents, int skills, int queues = 100)
    {
        (_skills, _queues) = (skills, queues);
        Take(new SetPolicy(PolicyOf(dial: 50), "benchmark"));
        for (var n = 0; n < agents; n++) Take(new SetAgent(Agent(n), "", [.. Draw(10 + _dice.Next(11)).Select(skill => new SkillLevel(skill, 1 + _dice.Next(5)))], 1));
        for (var n = 0; n < waiting; n++)
        {
            if (n % 2 == 0) Tick(1);
            Take(Arrival());
        }
    }

    public DeskState State { get; } = DeskDecider.Create(ActorId.Desk("benchmark"));

    public Instant Now { get; private set; } = new(1_700_000_000_000);

    public void Tick(long ms) => Now += ms;

    /// <summary>One turn: the command and all that follows from it.</summary>
    /// <returns>Offers made in it.</returns>
    public int Take(DeskCommand command)
    {
        var offers = 0;
        foreach (var happened in DeskDecider.Decide(State, command, Now).Events) DeskDecider.Evolve(State, (DeskEvent)happened);
        while (DeskDecider.Next(State, Now) is DeskEvent next)
        {
            DeskDecider.Evolve(State, next);
            offers++;
        }

        return offers;
    }

    public SetReady SignIn(int agent) => new(Agent(agent), ++_presence, Ready: true, Gone: false);

    public ReportThread Arrival()
    {
        var reading = new Reading((Urgency)(1 + _dice.Next(4)), $"topic-{_dice.Next(_queues)}", "");
        var author = Author(_ids / PerAuthor);
        return new ReportThread($"thread-{_ids++}", new Report(
            1, Phase.Open, author, "net", Visibility.Public, reading, 10 * _dice.Next(11), 0, Now + -_dice.Next(2_000), 1, default));
    }

    /// <summary>Each queue takes one topic and requires one to three skills; another dial gives every thread another weight, and every second
    /// queue asks for something else.</summary>
    public Policy PolicyOf(int dial)
    {
        var dice = new Random(2);
        QueuePolicy[] queues =
        [
            .. Enumerable.Range(0, _queues).Select(n => new QueuePolicy(
                Queue(n), new QueueMatch(Topics: [$"topic-{n}"]),
                [.. Enumerable.Range(0, 1 + dice.Next(3)).Select(_ => new SkillLevel(Skill(dice), 1 + dice.Next(n % 2 == 0 && dial > 50 ? 2 : 3))).DistinctBy(skill => skill.Skill)],
                RequireLanguage: false, new ServiceLevel(120, 300, 900, 3_600, 0.9), OpeningHours.Always)),
            Policy.Default.Queues[0],
        ];
        return Policy.Default with
        {
            Version = State.Policy.Version + 1, Queues = queues, Offers = new OfferPolicy(Seconds: 600),
            Rank = new RankPolicy(DialPercent: dial, AgeCapMinutes: 30 * 24 * 60),
        };
    }

    private HashSet<string> Draw(int count)
    {
        var drawn = new HashSet<string>();
        while (drawn.Count < Math.Min(count, _skills)) drawn.Add(Skill(_dice));
        return drawn;
    }

    /// <summary>The lower its number, the more common: about Zipf's shares.</summary>
    private string Skill(Random dice) => $"skill-{(int)Math.Pow(_skills, dice.NextDouble()) - 1}";

    public static QueueId Queue(int number) => $"queue-{number}";

    public static CustomerKey Author(long number) => new($"author-{number}");

    private static string Agent(int number) => $"agent-{number}";
}
