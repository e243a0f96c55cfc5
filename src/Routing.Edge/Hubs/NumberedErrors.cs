using Microsoft.AspNetCore.SignalR;
using Routing.Core;
using Routing.Edge.Http;
using Routing.Edge.Ports;

namespace Routing.Edge.Hubs;

/// <summary>What could not be done now is a numbered answer of the call, as over HTTP; where a call's answer has no room for one, the error's text
/// begins with the number.</summary>
internal sealed class NumberedErrors : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (RefusedException refused)
        {
            var answers = invocationContext.HubMethod.ReturnType;
            if (answers == typeof(Task<HubAnswer>)) return HubAnswer.Refuse(refused.Code);
            if (answers == typeof(Task<StartAnswer>)) return StartAnswer.Refuse(HubAnswer.Refuse(refused.Code));
            throw new HubException($"{(int)refused.Code} {Refusals.Name(refused.Code)}: {refused.Message}", refused);
        }
    }
}
