using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>One run of the store's process, as this silo met it.</summary>
/// <remarks>The scripts carry the run's id, so a store that was restarted, or a replica that took over, does not know them: no silo can go on
/// before it has looked whether that store still has what it had confirmed.</remarks>
internal sealed class StoreRun
{
    private static readonly string[] Names = ["append", "own", "snapshot", "arrive", "attempted"];

    /// <summary>Scripts that ask for an actor's version.</summary>
    private static readonly string[] OfVersion = ["append", "own"];

    private readonly Dictionary<string, byte[]> _hashes = [];
    private readonly ConcurrentDictionary<string, Lazy<Task>> _arrived = new(StringComparer.Ordinal);

    private StoreRun(string id) => Id = id;

    public string Id { get; }

    /// <summary>Asks the store who it is and gives it the scripts.</summary>
    /// <param name="tamper">Plants a bug in each.</param>
    public static async Task<StoreRun> Meet(IServer server, Func<string, string>? tamper)
    {
        var info = await server.InfoAsync("server");
        var run = new StoreRun(info.SelectMany(group => group).First(pair => pair.Key == "run_id").Value);
        foreach (var name in Names)
        {
            var script = $"-- run {run.Id}\n{(OfVersion.Contains(name, StringComparer.Ordinal) ? Text("version") : "")}{Text(name)}";
            var text = tamper?.Invoke(script) ?? script;
            await server.ScriptLoadAsync(text);
            run._hashes[name] = Hash(text);
        }

        return run;
    }

    public byte[] Script(string name) => _hashes[name];

    /// <summary>Does once for each workspace what is to be done before it is used in this run.</summary>
    public Task Arrived(string workspace, Func<Task> arrive) =>
        _arrived.GetOrAdd(workspace, static (_, first) => new Lazy<Task>(first), arrive).Value;

    /// <summary>From now on the workspace is refused in this run.</summary>
    public void Refuse(string workspace, Exception why) => _arrived[workspace] = new Lazy<Task>(Task.FromException(why));

    /// <summary>What kept a workspace from being met may have passed: the next one looks again.</summary>
    public void Forget(string workspace) => _arrived.TryRemove(workspace, out _);

    private static string Text(string name)
    {
        using var stream = typeof(StoreRun).Assembly.GetManifestResourceStream($"{name}.lua")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // The protocol names scripts by their SHA-1; nothing here rests on its strength.
#pragma warning disable CA5350
    private static byte[] Hash(string script) => SHA1.HashData(Encoding.UTF8.GetBytes(script));
#pragma warning restore CA5350
}
