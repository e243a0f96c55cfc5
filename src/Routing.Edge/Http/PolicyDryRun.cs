using Microsoft.AspNetCore.Http;
using Routing.Core;
using Routing.Core.Desks;
using Routing.Edge.Auth;
using Routing.Edge.Policies;
using Routing.Edge.Ports;

namespace Routing.Edge.Http;

/// <summary>Says what a policy would change, and changes nothing.</summary>
/// <remarks>The desk is copied in one turn, as for the board; everything else is computed here, off its turn. One at a time, since a
/// copy holds every open thread in memory.</remarks>
internal sealed class PolicyDryRun(IActors actors) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    public async Task<IResult> Run(Caller caller, HttpContext http, CancellationToken cancel)
    {
        var (policy, refused) = await PolicyBody.Read(http, cancel);
        if (policy is null) return refused!;

        await _one.WaitAsync(cancel);
        try
        {
            var desk = (await actors.Read<DeskCopy>(ActorId.Desk(caller.Workspace), new CopyDesk(), cancel)).Snapshot;
            return Json.Of(await Task.Run(() => PolicyPreview.Of(policy, desk), cancel));
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
