using Routing.Hosting;
using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>Inputs that were put away.</summary>
internal sealed class QuarantineRows(string workspace) : IProjection
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
        foreach (var input in _new)
        {
            change.Add(change.To.SortedSetAddAsync(ProjectionKeys.Quarantine(workspace), input.Id, input.At.Ms));
            change.Add(change.To.HashSetAsync(ProjectionKeys.QuarantineInputs(workspace), input.Id, Rows.Write(input)));
        }
    }
}
