using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Routing.Core.Desks;

namespace Routing.Core.Policies;

/// <summary>What a queue without a plan asks for, by language, each made once: a million threads share a few, and their names.</summary>
/// <remarks>Gone with the policy. Asked by the desk and by dry runs beside it. Languages beyond <see cref="Limits.SkillsPerAgent"/> are made
/// each time.</remarks>
internal sealed class QueueNeeds
{
    private static readonly ConditionalWeakTable<QueuePolicy, QueueNeeds> Made = [];

    private readonly ConcurrentDictionary<string, Need> _byLanguage = new(StringComparer.Ordinal);
    private readonly QueuePolicy _queue;

    private QueueNeeds(QueuePolicy queue) => _queue = queue;

    public static QueueNeeds Of(QueuePolicy queue) => Made.GetValue(queue, static of => new QueueNeeds(of));

    public Need For(string language)
    {
        var asked = _queue.RequireLanguage ? language : "";
        if (_byLanguage.TryGetValue(asked, out var known)) return known;
        var need = new Need(_queue.Id, Plan.SkillsOf(_queue, language));
        if (_byLanguage.Count < Limits.SkillsPerAgent) _byLanguage.TryAdd(asked, need);
        return need;
    }
}
