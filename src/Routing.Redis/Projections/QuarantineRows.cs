using Routing.Hosting;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>Inputs that were put away.</summary>
internal sealed class QuarantineRows : IProjection
{
    private readonly List<QuarantinedInput> _new = [];

    public void Note(PendingTurn turn)
    {
        // What it writes does not depend on what is there.
    }

    public Task Load(IDatabase database) => Task.CompletedTask;

    public void Apply(PendingTurn turn)
    {
        if (turn.Record.Quarantined is { } input) _new.Add(input);
    }

    public void Write(Change change)
    {
        foreach (var command in _new.SelectMany(input => Put(change.To, input))) change.Add(command);
    }

    public static IEnumerable<Task> Put(IDatabaseAsync database, QuarantinedInput input)
    {
        var workspace = input.Actor.Workspace;
        yield return database.SortedSetAddAsync(ProjectionKeys.Quarantine(workspace), input.Id, input.At.Ms);
        yield return database.HashSetAsync(ProjectionKeys.QuarantineInputs(workspace), input.Id, Rows.Write(input));
    }
}
