using Routing.Core;
using Routing.Core.Projections;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>Under which words messages are found.</summary>
/// <remarks>The text is read as it is when it is folded; if it changed meanwhile, the turn that did so comes later and looks again. So an
/// erased text is found by no word once its turn is folded, whatever came between.</remarks>
internal sealed class WordRows(string workspace, Numbers numbers) : IProjection
{
    private const char Separator = ' ';

    private readonly HashSet<string> _messages = [];
    private readonly List<(string Message, IReadOnlyCollection<string> Old, IReadOnlyCollection<string> New)> _changed = [];

    public void Note(PendingTurn turn) => _messages.UnionWith(turn.Messages);

    public async Task Load(IDatabase database)
    {
        foreach (var some in _messages.Chunk(RedisLimits.BodiesPerRead))
        {
            var texts = await database.StringGetAsync(Array.ConvertAll(some, message => Keys.Body(workspace, Body.OfMessage(new MessageKey(message)))));
            var known = await database.StringGetAsync(Array.ConvertAll(some, message => ProjectionKeys.WordsOf(workspace, message)));
            for (var i = 0; i < some.Length; i++)
            {
                var words = texts[i].IsNull ? [] : TextWords.Of(SearchText.Of(texts[i].ToString()));
                _changed.Add((some[i], known[i].IsNullOrEmpty ? [] : known[i].ToString().Split(Separator), words));
            }
        }
    }

    public void Apply(PendingTurn turn)
    {
        // The texts are in no record; all that is to be known of them was loaded.
    }

    public void Write(Change change)
    {
        foreach (var (message, old, words) in _changed)
        {
            if (old.SequenceEqual(words)) continue;
            var number = ++numbers.Text;
            foreach (var word in old.Except(words)) change.Add(change.To.SortedSetRemoveAsync(ProjectionKeys.Word(workspace, word), message));
            foreach (var command in Put(change.To, workspace, message, words, number)) change.Add(command);
        }
    }

    /// <param name="number">Given once, in the order in which the texts came.</param>
    public static IEnumerable<Task> Put(IDatabaseAsync database, string workspace, string message, IReadOnlyCollection<string> words, long number)
    {
        foreach (var word in words) yield return database.SortedSetAddAsync(ProjectionKeys.Word(workspace, word), message, number);
        var key = ProjectionKeys.WordsOf(workspace, message);
        yield return words.Count == 0 ? database.KeyDeleteAsync(key) : database.StringSetAsync(key, string.Join(Separator, words));
    }
}
