using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>One kind of projection, for one slice of turns: what it needs is read first, for all of them at once; then they are folded in
/// memory, in order; then what changed is written.</summary>
internal interface IProjection
{
    /// <summary>Notes what this turn will touch.</summary>
    void Note(PendingTurn turn);

    Task Load(IDatabase database);

    void Apply(PendingTurn turn);

    void Write(Change change);
}
