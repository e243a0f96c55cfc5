using System.Collections.Concurrent;
using Routing.Core;
using Routing.Edge.Ports;

namespace Routing.Edge.Answers;

/// <summary>The canned answers and articles of all workspaces: kept in the settings, one each, and known by heart, so that every store has them and
/// every silo of a cluster finds them. They are texts of the workspace's own: no customer's words are in them.</summary>
public sealed class Shelf(ILibrary library) : IDisposable
{
    private const string Prefix = "answer/";

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, Answer>> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AnswerIndex> _indexes = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _writing = new(1);

    public void Dispose() => _writing.Dispose();

    public async Task Load(CancellationToken cancel)
    {
        foreach (var (key, json) in await library.Settings(Prefix, cancel))
            if (EdgeJson.Read<Answer>(json) is { } answer) Know(key[Prefix.Length..key.LastIndexOf('/')], answer);
    }

    internal Answer? Of(string workspace, string id) => On(workspace).GetValueOrDefault(id) is { Text.Length: > 0 } answer ? answer : null;

    internal IReadOnlyList<Answer> Find(string workspace, string query, AnswerKind? kind, int most) =>
        _indexes.GetOrAdd(workspace, id => new(On(id).Values.Where(answer => answer.Text.Length > 0))).Find(query, kind, most);

    /// <summary>Puts them in place of those with the same ids; all of them, or none if there would be too many.</summary>
    internal async Task<Refusal> Put(string workspace, IReadOnlyCollection<Answer> answers, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            var there = On(workspace);
            var gained = answers.Select(answer => answer.Id).Distinct(StringComparer.Ordinal).Count(id => Of(workspace, id) is null);
            if (there.Values.Count(answer => answer.Text.Length > 0) + gained > Limits.AnswersPerWorkspace) return Refusal.TooLarge;
            foreach (var answer in answers) await Keep(workspace, answer, cancel);
            return Refusal.None;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Settings are not deleted: an answer without a text is none.</summary>
    internal async Task Remove(string workspace, string id, CancellationToken cancel)
    {
        if (Of(workspace, id) is { } answer) await Keep(workspace, answer with { Title = "", Text = "", Link = null }, cancel);
    }

    private async Task Keep(string workspace, Answer answer, CancellationToken cancel)
    {
        await library.PutSetting($"{Prefix}{workspace}/{answer.Id}", EdgeJson.Text(answer), cancel);
        Know(workspace, answer);
    }

    private void Know(string workspace, Answer answer)
    {
        On(workspace)[answer.Id] = answer;
        _indexes.TryRemove(workspace, out _);
    }

    private ConcurrentDictionary<string, Answer> On(string workspace) =>
        _known.GetOrAdd(workspace, _ => new ConcurrentDictionary<string, Answer>(StringComparer.Ordinal));
}
