using System.Globalization;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>The last numbers that a workspace's projections gave, and up to which turn they go.</summary>
/// <remarks>Whoever writes them says which he built on, so of two that fold the same turns only one succeeds.</remarks>
internal sealed class Numbers
{
    private const string AtField = "at";

    private readonly RedisKey _key;
    private readonly RedisValue _at;

    private Numbers(RedisKey key, HashEntry[] fields)
    {
        _key = key;
        var found = fields.ToDictionary(field => field.Name.ToString(), field => field.Value, StringComparer.Ordinal);
        _at = found.GetValueOrDefault(AtField);
        Thread = Last("thread");
        Message = Last("message");
        Text = Last("text");
        Feed = Last("feed");
        Outbox = Last("outbox");

        long Last(string field) => found.TryGetValue(field, out var value) ? (long)value : 0;
    }

    /// <summary>Rows of threads.</summary>
    public long Thread { get; set; }

    /// <summary>Rows of messages.</summary>
    public long Message { get; set; }

    /// <summary>Texts that were looked through for words.</summary>
    public long Text { get; set; }

    public long Feed { get; set; }

    public long Outbox { get; set; }

    public static async Task<Numbers> Read(IDatabase database, string workspace)
    {
        var key = ProjectionKeys.Numbers(workspace);
        return new Numbers(key, await database.HashGetAllAsync(key));
    }

    public void BuiltOn(ITransaction transaction) =>
        transaction.AddCondition(_at.IsNull ? Condition.HashNotExists(_key, AtField) : Condition.HashEqual(_key, AtField, _at));

    public void Write(Change change, RedisValue at) => change.Add(change.To.HashSetAsync(_key, [new(AtField, at), .. Fields]));

    /// <summary>Writes those of a workspace whose rows did not come from turns.</summary>
    public Task Put(IDatabaseAsync database) => database.HashSetAsync(_key, Fields);

    private HashEntry[] Fields => [new("thread", Thread), new("message", Message), new("text", Text), new("feed", Feed), new("outbox", Outbox)];

    /// <summary>As a stream's id.</summary>
    public static RedisValue Id(long number) => string.Create(CultureInfo.InvariantCulture, $"{number}-0");
}
