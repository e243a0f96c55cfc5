using Routing.Core;
using Routing.Hosting;

namespace Routing.Redis;

/// <summary>Whether the batch was stored is not known, or it surely was not: the activation is dropped and rebuilt from the store; whoever
/// waits asks again with the same id.</summary>
public sealed class UnknownOutcomeException(ActorId actor, Exception cause)
    : IOException($"{actor}: it is not known whether it was stored: {cause.Message}", cause);

/// <summary>Another activation owns the actor, or wrote since this one was built: this one is dropped.</summary>
public sealed class FencedException(ActorId actor, long builtOn, long stored)
    : SurelyNotStoredException($"{actor}: built on version {builtOn}, but the store stands at {stored} or has another owner");

/// <summary>What came before it was not stored, or nobody knows: this was never sent.</summary>
public sealed class NeverSentException(ActorId actor, Exception before)
    : SurelyNotStoredException($"{actor}: what it was built on may not be stored: {before.Message}");

/// <summary>The store has lost writes that it had confirmed. Nothing of the workspace is served until an operator accepts the loss by name:
/// going on from what is left would silently undo what was answered.</summary>
public sealed class StoreRewoundException : StoreHaltedException
{
    internal StoreRewoundException(string workspace, long known, long found)
        : this(workspace, $"position {known}", found)
    {
    }

    /// <param name="known">What it had confirmed.</param>
    internal StoreRewoundException(string workspace, string known, long found)
        : base($"The store of workspace '{workspace}' stands at {found}, but it had confirmed {known}: it lost writes. Put the newer store back, "
            + "or restart and accept the loss that is then named with --accept-loss.") =>
        (Workspace, Loss) = (workspace, $"{workspace}@{found}");

    public string Workspace { get; }

    /// <summary>Names the loss: the workspace and the position that is left.</summary>
    public string Loss { get; }
}

/// <summary>The store cannot be asked now.</summary>
public sealed class StoreUnreachableException(Exception cause) : IOException($"The store cannot be reached: {cause.Message}", cause);

/// <summary>Another run of the store's process answers; nothing was done, and what it lost is looked at before anything is.</summary>
public sealed class StoreRestartedException(Exception cause) : IOException("The store was restarted, or another took over", cause);

/// <summary>The store does not write each append to disk before it confirms it.</summary>
public sealed class StoreNotDurableException(string setting, string found)
    : IOException($"The store has {setting} '{found}'. Only 'appendonly yes' with 'appendfsync always' keeps what was acknowledged through a power "
        + "failure: set it, or allow the other by name with --allow-appendfsync.");
