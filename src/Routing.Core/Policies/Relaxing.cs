using System.Text.Json.Serialization;

namespace Routing.Core.Policies;

/// <summary>One step of a queue's relaxation plan: when it is due, and what is asked for less from then on. Of <c>Lower</c> and <c>Drop</c>
/// at least one is given.</summary>
/// <param name="Lower">Required skills that suffice at this lower level.</param>
/// <param name="Drop">Required skills that are not asked for any more; <see cref="Language"/> stands for the text's language.</param>
public sealed record RelaxStep(StepTime When, SkillLevel[]? Lower = null, string[]? Drop = null)
{
    /// <summary>In <see cref="Drop"/>: the language that the queue requires.</summary>
    public const string Language = "language";
}

/// <summary>From a moment on a thread may also be served by whoever can serve another queue. It stays in its own: age, deadline and place
/// are kept, and its own agents can serve it as before.</summary>
/// <param name="To">What that queue requires itself, its own plan aside.</param>
public sealed record OverflowStep(QueueId To, StepTime When);

/// <summary>A moment in a thread's wait, counted from receipt in the queue's opening hours. One of the two is zero.</summary>
/// <param name="AfterSeconds">1–2,592,000 seconds (30 days).</param>
/// <param name="AtPercent">1–99 per cent of the time to the deadline.</param>
public readonly record struct StepTime(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int AfterSeconds = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int AtPercent = 0);
