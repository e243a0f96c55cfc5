using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Edge.Http;

namespace Routing.Edge.Actions;

/// <summary>Other skills or slots for an agent, until an instant; what is left out stays as it is.</summary>
/// <param name="Skills">Levels 1 to 5 by skill: all that the agent has until then.</param>
/// <param name="Slots">1 to 100.</param>
/// <param name="Until">At most a week ahead.</param>
public sealed record TemporaryForm(Dictionary<string, int>? Skills, int? Slots, DateTimeOffset? Until, string? Why)
{
    /// <returns>What is wrong, or null.</returns>
    public Wrong? Check()
    {
        if (Until is null) return new(Refusal.BadRequest, "until", "must say when the agent is as before");
        return Skills is null && Slots is null
            ? new(Refusal.BadRequest, "skills", "or slots must be given")
            : new AgentForm(null, Skills, Slots).Check();
    }

    public SetAgentUntil ToCommand(AgentId agent, string by) => new(
        agent, Skills is null ? null : [.. Skills.OrderBy(skill => skill.Key, StringComparer.Ordinal).Select(skill => new SkillLevel(skill.Key, skill.Value))],
        Slots, Instant.Of(Until!.Value), by, Why);
}

/// <param name="Status">One of <see cref="Statuses"/>; offline signs the agent out.</param>
/// <param name="Why">Kept in the feed.</param>
public sealed record StatusForm(string? Status, string? Why = null)
{
    public const string Statuses = "available, away, busy, break, training, draining or offline";
}

/// <param name="Until">In the future, with an offset.</param>
public sealed record ParkForm(DateTimeOffset? Until, string? Why);

/// <param name="Priority">raised, usual or lowered.</param>
public sealed record PriorityForm(string? Priority, string? Why);

/// <summary>What supervisors have stopped, with who, when and why.</summary>
public sealed record StandstillsDocument(IReadOnlyList<PausedLine> Queues, IReadOnlyList<MutedLine> Authors)
{
    internal static StandstillsDocument Of(StandstillsView view) => new(
        [.. view.Queues.Select(paused => new PausedLine(paused.Queue, paused.Since.By, paused.Since.Why, paused.Since.At))],
        [.. view.Authors.Select(muted => new MutedLine(muted.Author.Value, muted.Since.By, muted.Since.Why, muted.Since.At))]);
}

public sealed record PausedLine(QueueId Queue, string By, string? Why, Instant At);

/// <param name="Customer">As the customer's document names them.</param>
public sealed record MutedLine(string Customer, string By, string? Why, Instant At);
