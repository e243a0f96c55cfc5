using System.Text.Json;
using Routing.Load.Clients;
using Routing.Load.Ledger;
using Routing.Load.Server;

namespace Routing.Load.Crash;

/// <summary>A supervisor who looks at the agents every second and notes how much each holds.</summary>
public static class AgentWatch
{
    public static async Task Run(IReadOnlyList<Ready> doors, History history, CancellationToken stop)
    {
        for (var look = 0; !stop.IsCancellationRequested; look++)
        {
            try
            {
                using var api = new Api(doors[look % doors.Count]);
                foreach (var agent in await api.Agents()) history.Saw(new Entry(0, 0, Act.Listed, Step.Seen, agent.Id, Number: agent.Used));
            }
            catch (Exception down) when (down is HttpRequestException or IOException or OperationCanceledException or JsonException)
            {
                // The server is being killed and started again: the next look will do.
            }

            await Task.Delay(1_000, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
