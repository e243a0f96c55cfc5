namespace Routing.Load.Data;

/// <summary>The same messages again and again, each lap with ids of its own and a day later: endless traffic with a real shape.</summary>
public sealed class Laps(IReadOnlyList<SourceMessage> messages, string prefix)
{
    private int _lap;
    private int _next;

    /// <summary>The next <paramref name="count"/> messages. Not thread-safe.</summary>
    public SourceMessage[] Take(int count)
    {
        var taken = new SourceMessage[count];
        for (var i = 0; i < count; i++)
        {
            taken[i] = Shifted(messages[_next]);
            if (++_next < messages.Count) continue;
            _next = 0;
            _lap++;
        }

        return taken;
    }

    private SourceMessage Shifted(SourceMessage message) => message with
    {
        Id = Fresh(message.Id),
        InReplyTo = message.InReplyTo is { } parent ? Fresh(parent) : null,
        CreatedAt = message.CreatedAt.AddDays(_lap),
    };

    private string Fresh(string id) => $"{prefix}{_lap}-{id}";
}
