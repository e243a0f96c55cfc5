namespace Routing.Load.Quality.Days;

/// <summary>A thread of a simulated day: the same for every policy, whatever becomes of it. Times in seconds after opening.</summary>
/// <param name="Class">What it needs; see <see cref="Day"/>.</param>
/// <param name="Priority">0 presses most.</param>
/// <param name="Tier">Of the customer's value.</param>
/// <param name="Work">At full attention and speed 1.</param>
/// <param name="Patience">Unanswered for so long, the customer leaves.</param>
/// <param name="Within">Is to be answered within this time.</param>
public readonly record struct Arrival(
    double At, int Class, int Priority, int Tier, double Weight, double Work, double Patience, double Within)
{
    public double Deadline => At + Within;
}
