using System.Collections.Frozen;
using Microsoft.AspNetCore.SignalR;
using Routing.Core;
using Routing.Core.Agents;
using Routing.Edge.Hubs;
using Routing.Edge.Ports;

namespace Routing.Edge.Presence;

/// <summary>Every call of an agent's client is a sign of life; all but what a client does by itself is one of a person, too.</summary>
internal sealed class SignsOfLife(IActors actors) : IHubFilter
{
    /// <summary>What a client calls without anybody having touched it.</summary>
    private static readonly FrozenSet<string> ByItself =
        FrozenSet.Create(StringComparer.Ordinal, nameof(AgentHub.Start), nameof(AgentHub.Showed), nameof(AgentHub.Thread), nameof(AgentHub.Shifts));

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (AgentHub.FeedOf(invocationContext.Context) is not { } feed) return await next(invocationContext);
        feed.Pulse.CallBegins();
        try
        {
            if (!ByItself.Contains(invocationContext.HubMethod.Name) && feed.Pulse.Active())
            {
                var agent = ActorId.Agent(feed.Caller.Workspace, feed.Caller.Subject);
                await actors.Do(agent, new NoteActivity(), null, null, [], invocationContext.Context.ConnectionAborted);
            }

            return await next(invocationContext);
        }
        finally
        {
            feed.Pulse.CallEnds();
        }
    }
}
