using System.Globalization;
using Routing.Core;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>The names under which things are kept. All of a workspace carries its name in braces, so that it lies in one hash slot: a script
/// may touch an actor, its bodies and its shard's wake set at once. A workspace has one desk, hence one writer that all else waits for; it
/// needs no second store before that is exhausted.</summary>
internal static class Keys
{
    /// <summary>Set of the names of all workspaces.</summary>
    public const string Workspaces = "routing:workspaces";

    /// <summary>Hash: owner <c>t</c>, version <c>v</c>, mark <c>u</c>, snapshot <c>s</c> and its pieces <c>n</c>; a small actor's records too, by version.</summary>
    public static RedisKey Actor(ActorId actor) => $"{{{actor.Workspace}}}a:{Name(actor)}";

    /// <summary>Whose key it is, by what follows the workspace in it; null if it is another's.</summary>
    public static ActorId? ActorOf(string workspace, string rest)
    {
        if (!rest.StartsWith("a:", StringComparison.Ordinal)) return null;
        var end = rest.IndexOf('/', StringComparison.Ordinal);
        return new ActorId((ActorKind)int.Parse(rest.AsSpan(2, end - 2), CultureInfo.InvariantCulture), workspace, rest[(end + 1)..]);
    }

    /// <summary>Of which body it is the key; null if it is another's.</summary>
    public static string? BodyOf(string rest) => rest.StartsWith("b:", StringComparison.Ordinal) ? rest[2..] : null;

    /// <summary>Stream of an actor with many records: ids are versions.</summary>
    public static RedisKey Stream(ActorId actor) => $"{{{actor.Workspace}}}j:{Name(actor)}";

    /// <summary>List of a snapshot's pieces.</summary>
    public static RedisKey Snapshot(ActorId actor, long version) => $"{{{actor.Workspace}}}s:{Name(actor)}@{version}";

    /// <summary>Sorted set: actors by the millisecond at which they are to be woken.</summary>
    public static RedisKey Wake(string workspace, int shard) => $"{{{workspace}}}w:{shard:00}";

    /// <summary>How many records were ever appended in the workspace: what a store that lost writes cannot know.</summary>
    public static RedisKey Position(string workspace) => $"{{{workspace}}}position";

    /// <summary>Hash: which run of the store a silo met last, and at which position that run began.</summary>
    public static RedisKey Run(string workspace) => $"{{{workspace}}}run";

    public static RedisKey Body(string workspace, string key) => $"{{{workspace}}}b:{key}";

    public static int Shard(ActorId actor) => Hashes.Shard(Name(actor), RedisLimits.WakeShards);

    /// <summary>Whether the records lie in a stream: desks and directory shards, whose records are many. Of a small thread or customer one key
    /// takes half the memory.</summary>
    public static bool IsStream(ActorId actor) => actor.Kind is ActorKind.Desk or ActorKind.Directory;

    private static string Name(ActorId actor) => $"{(int)actor.Kind}/{actor.Key}";
}
