using System.Globalization;
using Routing.Core;
using Routing.Core.Reporting;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>The names under which a workspace's projections are kept: in its hash slot, so that one transaction changes all of them.</summary>
internal static class ProjectionKeys
{
    /// <summary>Stream: turns that are stored and not yet in the projections, put there by the script that stored them.</summary>
    public static RedisKey Pending(string workspace) => $"{{{workspace}}}p:pending";

    /// <summary>Hash: up to which entry of <see cref="Pending"/> all is in, and the last numbers given. See <see cref="Numbers"/>.</summary>
    public static RedisKey Numbers(string workspace) => $"{{{workspace}}}p:numbers";

    /// <summary>Who folds and delivers at present.</summary>
    public static RedisKey Lease(string workspace) => $"{{{workspace}}}p:lease";

    /// <summary>String: a thread's row.</summary>
    public static RedisKey Thread(string workspace, string thread) => $"{{{workspace}}}p:t:{thread}";

    /// <summary>Sorted set: all threads, by the number of their row.</summary>
    public static RedisKey Threads(string workspace) => $"{{{workspace}}}p:l";

    /// <summary>Sorted sets: threads of a state, queue, agent or customer, by the number of their row.</summary>
    public static RedisKey ThreadsOf(string workspace, string what, string value) => $"{{{workspace}}}p:l:{what}:{value}";

    /// <summary>Sorted set: waiting threads by their rank, which no floating score could hold: all scores are 0, the members are in order.</summary>
    public static RedisKey Waiting(string workspace) => $"{{{workspace}}}p:waiting";

    /// <summary>String: a message's row.</summary>
    public static RedisKey Message(string workspace, MessageKey message) => $"{{{workspace}}}p:m:{message.Value}";

    /// <summary>Of which message it is the row's key, by what follows the workspace in it; null if it is another's.</summary>
    public static MessageKey? MessageOf(string rest) => rest.StartsWith("p:m:", StringComparison.Ordinal) ? new MessageKey(rest[4..]) : null;

    /// <summary>Sorted set: messages of a chain, by when they were written.</summary>
    public static RedisKey Chain(string workspace, MessageKey chain) => $"{{{workspace}}}p:c:{chain.Value}";

    /// <summary>Set: chains that have messages.</summary>
    public static RedisKey Chains(string workspace) => $"{{{workspace}}}p:chains";

    /// <summary>Hash: a reply on its way. See <see cref="StoredReply"/>.</summary>
    public static RedisKey Reply(string workspace, string reply) => $"{{{workspace}}}p:r:{reply}";

    /// <summary>Sorted set: replies by their cursor.</summary>
    public static RedisKey Outbox(string workspace) => $"{{{workspace}}}p:outbox";

    /// <summary>Sorted set: replies by when their webhook is due.</summary>
    public static RedisKey Due(string workspace) => $"{{{workspace}}}p:due";

    /// <summary>Stream: ids are cursors.</summary>
    public static RedisKey Feed(string workspace) => $"{{{workspace}}}p:feed";

    /// <summary>Stream: what people did, under the cursors of the feed, kept longer.</summary>
    public static RedisKey Audit(string workspace) => $"{{{workspace}}}p:audit";

    /// <summary>Sorted sets: cursors of the audit's entries of a thread or person.</summary>
    public static RedisKey AuditOf(string workspace, string what, string value) => $"{{{workspace}}}p:a:{what}:{value}";

    /// <summary>Hash: figures of one hour or day, each number of each key a field. See <see cref="FigureRows"/>.</summary>
    public static RedisKey Figures(string workspace, FigureSpan span, FigureBy by, Instant from) => $"{{{workspace}}}p:f:{(int)span}:{(int)by}:{from.Ms}";

    /// <summary>Of which hour or day it has the figures, by what follows the workspace in the key; null if it is another's.</summary>
    public static FigureRow? FiguresOf(string rest)
    {
        if (!rest.StartsWith("p:f:", StringComparison.Ordinal)) return null;
        var parts = rest.Split(':');
        return new((FigureSpan)int.Parse(parts[2], CultureInfo.InvariantCulture), (FigureBy)int.Parse(parts[3], CultureInfo.InvariantCulture),
            new Instant(long.Parse(parts[4], CultureInfo.InvariantCulture)), "");
    }

    /// <summary>Hash: the shift that each agent is in.</summary>
    public static RedisKey Shifts(string workspace) => $"{{{workspace}}}p:shifts";

    /// <summary>Sorted set: messages that have this word, by the order in which their texts came.</summary>
    public static RedisKey Word(string workspace, string word) => $"{{{workspace}}}p:w:{word}";

    /// <summary>String: the words under which a message is found, so that an erased or edited text is found no more.</summary>
    public static RedisKey WordsOf(string workspace, string message) => $"{{{workspace}}}p:x:{message}";

    /// <summary>Sorted set of what was put away, by when; <see cref="QuarantineInputs"/> has it whole.</summary>
    public static RedisKey Quarantine(string workspace) => $"{{{workspace}}}p:quarantine";

    /// <summary>Hash: what was put away, by its id.</summary>
    public static RedisKey QuarantineInputs(string workspace) => $"{{{workspace}}}p:quarantined";
}
