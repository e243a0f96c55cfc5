using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Routing.Core;
using Routing.Hosting;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>The connection of one silo to the cluster's store: its runs, its scripts, and the watch that it never goes back in time.</summary>
/// <remarks>One primary, with or without replicas. Redis 7. Thread-safe.</remarks>
public sealed partial class RedisStore : IAsyncDisposable
{
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WorkspacesFor = TimeSpan.FromSeconds(1);

    private readonly RedisOptions _options;
    private readonly ConnectionMultiplexer _connection;
    private readonly Witness _witness;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ITimer _saving;
    private readonly SemaphoreSlim _meeting = new(1);
    private readonly ConcurrentDictionary<string, bool> _workspaces = new(StringComparer.Ordinal);
    private volatile StoreRun _run;
    private long _workspacesAt;

    private RedisStore(RedisOptions options, ConnectionMultiplexer connection, StoreRun run, TimeProvider time, ILogger log)
    {
        (_options, _connection, _run, _time, _log) = (options, connection, run, time, log);
        _witness = new Witness(options.Witness);
        _saving = time.CreateTimer(_ => Save(), null, SaveEvery, SaveEvery);
        Journal = new RedisJournal(this);
        Bodies = new RedisBodies(this);
        Settings = new RedisSettings(this);
        Library = new RedisLibrary(this);
        connection.ConnectionRestored += (_, _) => Reconnected?.Invoke();
    }

    public RedisJournal Journal { get; }

    public RedisBodies Bodies { get; }

    public RedisSettings Settings { get; }

    public RedisLibrary Library { get; }

    /// <summary>The version of the contract at which the cluster stands, as far as this silo has heard: the oldest until it has joined.</summary>
    internal int StandsAt { get; set; } = Hosting.Contract.Oldest;

    /// <summary>Told of each turn once it is stored, in order for each actor.</summary>
    internal Action<Turn>? Stored { get; set; }

    internal Action? Reconnected { get; set; }

    internal ISubscriber Subscriber => _connection.GetSubscriber();

    internal IDatabase Database => _connection.GetDatabase();

    internal IServer Server => _connection.GetServers()[0];

    /// <exception cref="StoreNotDurableException">It does not write through to disk, and that is not allowed.</exception>
    /// <exception cref="RedisConnectionException">It cannot be reached.</exception>
    public static async Task<RedisStore> Open(RedisOptions options, TimeProvider time, ILogger log)
    {
        var connection = await ConnectionMultiplexer.ConnectAsync(Configuration(options.Configuration));
        try
        {
            var server = connection.GetServers()[0];
            await Durability.Check(server, options.AllowedAppendFsync);
            return new RedisStore(options, connection, await StoreRun.Meet(server, options.Tamper), time, log);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>As this store connects; membership of the cluster may use the same.</summary>
    public static ConfigurationOptions Configuration(string address)
    {
        const string Scheme = "redis://";
        var options = ConfigurationOptions.Parse(address.StartsWith(Scheme, StringComparison.Ordinal) ? address[Scheme.Length..] : address);
        options.AllowAdmin = true;
        options.AsyncTimeout = RedisLimits.CallSeconds * 1000;
        // What cannot be sent now has failed: an actor's memory must not wait beside a store that others may write to meanwhile.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ReconnectRetryPolicy = new LinearRetry(250);
        return options;
    }

    public async ValueTask DisposeAsync()
    {
        await _saving.DisposeAsync();
        Save();
        await _connection.DisposeAsync();
        _meeting.Dispose();
    }

    /// <summary>Runs a script on a workspace, once it is sure that the store has all that it had confirmed of it.</summary>
    /// <param name="positionAt">At which place of the script's answer the workspace's position is.</param>
    /// <exception cref="StoreRewoundException">The store lost writes.</exception>
    /// <exception cref="StoreRestartedException">Another run of the store answers: nothing was done.</exception>
    internal async Task<RedisResult[]> Evaluate(string script, string workspace, int positionAt, RedisKey[] keys, RedisValue[] values)
    {
        var run = _run;
        await Arrived(run, workspace);
        // Taken before the request leaves: whatever was confirmed by then the answer must know.
        var known = _witness.Of(workspace).Position;
        var answer = (RedisResult[])(await Call(run, script, keys, values))!;
        var position = (long)answer[positionAt];
        if (position < known) throw Rewound(run, new StoreRewoundException(workspace, known, position));
        _witness.Saw(workspace, new Sighting(run.Id, position));
        return answer;
    }

    /// <summary>Runs a script whose answer says nothing of the position.</summary>
    internal Task<RedisResult> Call(string script, RedisKey[] keys, RedisValue[] values) => Call(_run, script, keys, values);

    /// <summary>An actor's newest version is older than one that was confirmed: nothing of its workspace goes on.</summary>
    internal StoreRewoundException Rewound(ActorId actor, long known, long found) =>
        Rewound(_run, new StoreRewoundException(actor.Workspace, $"{actor} at {known}", found));

    /// <summary>All workspaces that were ever written to; what another silo made within the last second may be missing.</summary>
    internal async ValueTask<IReadOnlyCollection<string>> Workspaces()
    {
        var now = _time.GetTimestamp();
        if (_workspacesAt == 0 || _time.GetElapsedTime(_workspacesAt, now) > WorkspacesFor)
        {
            _workspacesAt = now;
            foreach (var name in await Database.SetMembersAsync(Keys.Workspaces)) _workspaces[name.ToString()] = true;
        }

        return [.. _workspaces.Keys];
    }

    private async Task Arrived(StoreRun run, string workspace)
    {
        try
        {
            await run.Arrived(workspace, () => Arrive(run, workspace));
        }
        catch (Exception error) when (error is not StoreRewoundException)
        {
            run.Forget(workspace);
            throw;
        }
    }

    private async Task Arrive(StoreRun run, string workspace)
    {
        await Database.SetAddAsync(Keys.Workspaces, workspace);
        _workspaces[workspace] = true;
        var known = _witness.Of(workspace);
        var met = (RedisResult[])(await Call(run, "arrive", [Keys.Run(workspace), Keys.Position(workspace)], [run.Id]))!;
        // What was confirmed by an earlier run must have been there when this one began: what others have written since says nothing.
        var left = (long)met[known.Run == run.Id ? 1 : 0];
        if (left >= known.Position) return;

        var rewound = new StoreRewoundException(workspace, known.Position, left);
        if (!_options.AcceptedLosses.Contains(rewound.Loss)) throw Rewound(run, rewound);
        _witness.Accept(workspace, new Sighting(run.Id, left));
        LogAccepted(_log, rewound.Loss);
    }

    private async Task<RedisResult> Call(StoreRun run, string script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return await Database.ScriptEvaluateAsync(run.Script(script), keys, values);
        }
        catch (RedisServerException unknown) when (unknown.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            await Meet(run);
            throw new StoreRestartedException(unknown);
        }
    }

    private StoreRewoundException Rewound(StoreRun run, StoreRewoundException rewound)
    {
        run.Refuse(rewound.Workspace, rewound);
        LogRewound(_log, rewound);
        return rewound;
    }

    /// <summary>Another process answers under the same address: nothing is taken for granted any more.</summary>
    private async Task Meet(StoreRun before)
    {
        await _meeting.WaitAsync();
        try
        {
            if (_run != before) return;
            var server = Server;
            await Durability.Check(server, _options.AllowedAppendFsync);
            _run = await StoreRun.Meet(server, _options.Tamper);
            LogMet(_log, before.Id, _run.Id);
        }
        finally
        {
            _meeting.Release();
        }
    }

    private void Save()
    {
        try
        {
            _witness.Save();
        }
        catch (IOException error)
        {
            LogNotSaved(_log, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store's run {Before} has ended; run {Now} answers")]
    private static partial void LogMet(ILogger log, string before, string now);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The store lost writes; the workspace is not served")]
    private static partial void LogRewound(ILogger log, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An operator accepted the loss {Loss}")]
    private static partial void LogAccepted(ILogger log, string loss);

    [LoggerMessage(Level = LogLevel.Error, Message = "The witness file could not be written")]
    private static partial void LogNotSaved(ILogger log, Exception error);
}
