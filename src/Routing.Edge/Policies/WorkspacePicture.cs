using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Projections;
using Routing.Core.Threads;

namespace Routing.Edge.Policies;

/// <summary>What a preview is computed from: the policy in force, who works there and what waits, copied from the live board. It lags
/// behind the desk by a moment; the desk is not asked, since a copy of it would cost it a turn in proportion to its threads.</summary>
/// <param name="At">When: what a thread needs depends on how long it has waited.</param>
internal sealed record WorkspacePicture(Policy Policy, IReadOnlyList<SkilledAgent> Agents, IReadOnlyList<WaitingThread> Waiting, Instant At)
{
    /// <summary>Call it while the board is held; what it returns is a copy.</summary>
    public static WorkspacePicture Of(Board board, Instant at) => new(
        board.Policy, [.. board.Agents.Select(agent => new SkilledAgent(agent.Agent, [.. agent.Skills]))],
        [.. board.Queues.SelectMany(queue => board.Waiting(queue.Queue)).Where(thread => thread is { Report: not null, Rank: not null, Need: not null })
            .Select(thread => new WaitingThread(thread.Thread, thread.Report!, thread.Need!, thread.Rank!, thread.Chosen))], at);
}

internal readonly record struct SkilledAgent(AgentId Agent, SkillLevel[] Skills);

/// <param name="Chosen">A queue that a person chose, instead of the policy's.</param>
internal readonly record struct WaitingThread(ThreadId Thread, Report Report, Need Need, Rank Rank, QueueId? Chosen);
