using Microsoft.AspNetCore.Http;
using Routing.Core;
using Routing.Edge.Auth;
using Routing.Edge.Boards;
using Routing.Edge.Policies;

namespace Routing.Edge.Http;

/// <summary>Says what a policy would change, and changes nothing.</summary>
/// <remarks>Computed from the live board, so that the desk is not held up. One at a time, since a copy holds every waiting thread.</remarks>
internal sealed class PolicyDryRun(BoardRoom boards, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    public async Task<IResult> Run(Caller caller, HttpContext http, CancellationToken cancel)
    {
        var (policy, refused) = await PolicyBody.Read(http, cancel);
        if (policy is null) return refused!;

        await _one.WaitAsync(cancel);
        try
        {
            var board = await boards.Of(caller.Workspace, cancel);
            var now = board.Read(copy => WorkspacePicture.Of(copy, Instant.Of(clock.GetUtcNow())));
            return Json.Of(await Task.Run(() => PolicyPreview.Of(policy, now), cancel));
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
