using Routing.Load.Clients;
using Routing.Load.Data;
using Routing.Load.Ledger;

namespace Routing.Load.Crash;

/// <summary>A connector that never gives up: whatever was not answered is posted again under the same ids until it is, at the next door.</summary>
public sealed class StubbornPoster(IReadOnlyList<MessagePoster> doors, int first, Func<int, SourceMessage[]> next, History history, Wire wire)
{
    private const int BatchLines = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Posts batch after batch until it is told to stop; then finishes the last one.</summary>
    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var open = next(BatchLines)
                .Select(message => (Message: message, Begun: history.Begin(new Entry(0, 0, Act.Post, Step.Invoke, Id: message.Id))))
                .ToList();
            while (open.Count > 0)
            {
                var answers = await Try([.. open.Select(one => one.Message)]);
                for (var i = Math.Min(answers.Length, open.Count) - 1; i >= 0; i--)
                {
                    if (answers[i] is { IsIn: false, ComeAgain: true }) continue;
                    history.End(open[i].Begun with { Thread = answers[i].Thread }, answers[i].IsIn ? Step.Ok : Step.Fail);
                    open.RemoveAt(i);
                }

                if (open.Count > 0) await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    private int _door = first;

    private async Task<PostAnswer[]> Try(SourceMessage[] batch)
    {
        try
        {
            return (await wire.Carry(batch.Length, () => doors[_door % doors.Count].Post(batch))).Answers;
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException or OperationCanceledException)
        {
            _door++;
            return [];
        }
    }
}
