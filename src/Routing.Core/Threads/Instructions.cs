namespace Routing.Core.Threads;

/// <summary>What the customer says of a message that is still on its way here from another thread: senders differ, so it may come first.
/// It is kept until the message comes; a thread that has ended passes it on to the one it is part of.</summary>
internal static class Instructions
{
    /// <summary>The message that an instruction is about; null for commands that are none.</summary>
    public static MessageKey? MessageOf(ThreadCommand command) => command switch
    {
        MoveMessage c => c.Message,
        ChangeMessage c => c.Message,
        RemoveText c => c.Message,
        _ => null,
    };

    /// <summary>Null if the message is here, so that the instruction can be carried out.</summary>
    public static Decision? Keep(ThreadState state, ThreadCommand command)
    {
        if (state.JoinedInto is { } into) return Decision.Of(new InstructionPassedOn(into, command));
        if (state.Find(MessageOf(command)!.Value) is not null) return null;
        return state.Early.Contains(command) ? Decision.Nothing : Decision.Of(new InstructionKept(command));
    }

    public static void Kept(ThreadState state, ThreadCommand command)
    {
        if (state.Early.Count >= Limits.MessagesPerThread) state.Early.RemoveAt(0);
        state.Early.Add(command);
    }
}
