using System.Diagnostics.CodeAnalysis;
using Routing.Core;

namespace Routing.Hosting;

/// <summary>What an actor keeps of others, by their id. Most know two or three, so these are a short array that is searched from its beginning;
/// a desk that knows a hundred thousand has a dictionary. Empty it costs nothing.</summary>
/// <remarks>A struct that changes: kept in a field that is not readonly. The order in which it is gone through means nothing.</remarks>
internal struct Neighbours<T>
{
    /// <summary>Up to so many an array is searched faster than an id is hashed.</summary>
    private const int MostInRow = 8;

    private KeyValuePair<ActorId, T>[]? row;
    private int inRow;
    private Dictionary<ActorId, T>? many;

    public readonly int Count => many?.Count ?? inRow;

    public readonly bool TryGet(ActorId actor, [MaybeNullWhen(false)] out T value)
    {
        if (many is not null) return many.TryGetValue(actor, out value);
        var at = At(actor);
        value = at < 0 ? default : row![at].Value;
        return at >= 0;
    }

    public void Set(ActorId actor, T value)
    {
        if (many is not null)
        {
            many[actor] = value;
            return;
        }

        var at = At(actor);
        if (at >= 0) row![at] = new(actor, value);
        else Add(actor, value);
    }

    public void Remove(ActorId actor)
    {
        if (many is not null)
        {
            many.Remove(actor);
            if (many.Count == 0) many = null;
            return;
        }

        var at = At(actor);
        if (at < 0) return;
        row![at] = row[--inRow];
        row[inRow] = default;
    }

    public void Clear() => (row, inRow, many) = (null, 0, null);

    public readonly IReadOnlyCollection<KeyValuePair<ActorId, T>> All()
    {
        if (many is not null) return many;
        if (row is null) return [];
        return new ArraySegment<KeyValuePair<ActorId, T>>(row, 0, inRow);
    }

    /// <summary>So many more are to come.</summary>
    public void MakeRoomFor(int more)
    {
        if (many is not null) many.EnsureCapacity(many.Count + more);
        else if (inRow + more > MostInRow) Widen(inRow + more);
    }

    private void Add(ActorId actor, T value)
    {
        if (inRow == MostInRow)
        {
            Widen(2 * MostInRow).Add(actor, value);
            return;
        }

        if (row is null) row = new KeyValuePair<ActorId, T>[2];
        else if (inRow == row.Length) Array.Resize(ref row, inRow * 2);
        row[inRow++] = new(actor, value);
    }

    private Dictionary<ActorId, T> Widen(int room)
    {
        many = new Dictionary<ActorId, T>(room);
        for (var i = 0; i < inRow; i++) many.Add(row![i].Key, row[i].Value);
        (row, inRow) = (null, 0);
        return many;
    }

    private readonly int At(ActorId actor)
    {
        for (var i = 0; i < inRow; i++)
        {
            if (row![i].Key == actor) return i;
        }

        return -1;
    }
}
