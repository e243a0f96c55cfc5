namespace Routing.Core.Threads;

/// <summary>What the next agent should know when a shift ends in the middle of a conversation: where there is no note of a person, the thread says
/// it of itself. References only: whoever shows it adds the texts, and what is erased is gone from here as well.</summary>
/// <param name="From">Whose shift ended.</param>
/// <param name="Note">Written by them; null: there is none.</param>
/// <param name="Since">For how long the customer has been waiting.</param>
/// <param name="Asked">What they wait for an answer to, the newest <see cref="Limits.MessagesPerHandOver"/>.</param>
/// <param name="LastReply">What we last said, if anything.</param>
public sealed record HandOver(AgentId From, Instant At, string? Note, Phase Phase, Instant? Since, MessageKey[] Asked, string? LastReply)
{
    /// <summary>Why a thread was moved; part of events.</summary>
    public const string Reason = "shift ended";

    internal static HandOver Of(ThreadState state, AgentId from, Placed placed) => new(
        from, placed.At, placed.Note, state.Phase, state.Report?.Since,
        [.. state.Messages.Where(message => message is { Answered: false, Deleted: false }).TakeLast(Limits.MessagesPerHandOver).Select(message => message.Message)],
        state.Replies.Count > 0 ? state.Replies[^1].Id : null);
}
