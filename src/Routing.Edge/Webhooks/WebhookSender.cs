using System.Globalization;
using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Routing.Core;
using Routing.Core.Projections;
using Routing.Core.Threads;
using Routing.Edge.Http;
using Routing.Edge.Ports;

namespace Routing.Edge.Webhooks;

/// <summary>Delivers replies to the workspaces' webhooks: signed, tried again by <see cref="Backoff"/>, always under the reply's own id.</summary>
/// <remarks>Woken by each reply and by the clock (twice at the same time is once). What it knows is in the store: after a restart it goes
/// on where it was. A delivery that was made but not noted is made again, under the same id. After the last attempt the reply counts as
/// failed and its thread is open again.</remarks>
public sealed partial class WebhookSender(
    Endpoints endpoints, ILibrary library, IActors actors, TimeProvider clock, EdgeOptions options, EdgeMeter meter,
    ILogger<WebhookSender> log) : BackgroundService
{
    /// <summary>Deliveries of one workspace at the same time.</summary>
    private const int AtOnce = 16;

    /// <summary>How often the clock wakes it: the shortest wait of the schedule is five seconds.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly HttpClient _client = AddressGuard.Client(options.AllowPrivateWebhooks);

    /// <summary>A reply is leaving. Returns at once.</summary>
    public void Wake() => _woken.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Wait(stoppingToken);
                foreach (var (workspace, endpoint) in endpoints.Active)
                    if (library.Delivers(workspace)) await Deliver(workspace, endpoint, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed)
            {
                LogRoundFailed(failed);
            }
        }
    }

    private async Task Wait(CancellationToken cancel)
    {
        await using var timer = clock.CreateTimer(_ => Wake(), null, Look, Timeout.InfiniteTimeSpan);
        await _woken.Reader.ReadAsync(cancel);
    }

    private async Task Deliver(string workspace, WebhookEndpoint endpoint, CancellationToken cancel)
    {
        var due = await library.OutboxDue(workspace, Now(), AtOnce * 4, cancel);
        if (due.Count == 0) return;
        var texts = await library.Bodies(workspace, [.. due.Select(item => Body.OfReply(item.Reply))], cancel);
        var limit = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
        await Parallel.ForEachAsync(due, limit, async (item, stop) =>
        {
            // Another may have taken over meanwhile.
            if (!library.Delivers(workspace)) return;
            var text = texts.TryGetValue(Body.OfReply(item.Reply), out var json) ? EdgeJson.Read<StoredText>(json)?.Text : null;
            await Attempt(endpoint, item, text, stop);
        });
    }

    private async Task Attempt(WebhookEndpoint endpoint, OutboxItem item, string? text, CancellationToken cancel)
    {
        var (status, asked) = await Post(endpoint, item, text, cancel);
        var attempts = item.Attempts + 1;
        var delivered = status is >= 200 and < 300;
        meter.Delivered(delivered ? "delivered" : status == 0 ? "unreachable" : "refused");
        if (delivered)
        {
            await library.OutboxAttempted(item.Workspace, item.Reply, attempts, Instant.Never, delivered: true, cancel);
            return;
        }

        LogAttemptFailed(item.Reply, attempts, status);
        if (status == (int)HttpStatusCode.Gone) await endpoints.Put(item.Workspace, endpoint with { DisabledAt = Now() }, cancel);
        if (Backoff.After(attempts, Random.Shared.NextDouble(), asked) is { } wait)
        {
            await library.OutboxAttempted(item.Workspace, item.Reply, attempts, Now() + (long)wait.TotalMilliseconds, delivered: false, cancel);
            return;
        }

        var failed = new ReportFailed(item.Reply, "the webhook was tried to the last", Retry: false);
        await actors.Do(ActorId.Thread(item.Workspace, item.Thread), failed, "edge:webhook", Guid.CreateVersion7(clock.GetUtcNow()), [], cancel);
        await library.OutboxAttempted(item.Workspace, item.Reply, attempts, Instant.Never, delivered: false, cancel);
    }

    /// <returns>The status, 0 where there was no answer.</returns>
    private async Task<(int Status, TimeSpan? RetryAfter)> Post(WebhookEndpoint endpoint, OutboxItem item, string? text, CancellationToken cancel)
    {
        var body = EdgeJson.Bytes(ReplyWebhook.Of(item, text));
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("webhook-id", item.Reply);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", Signature.Of(endpoint.Secret, item.Reply, timestamp, body));
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            var after = answer.Headers.RetryAfter;
            return ((int)answer.StatusCode, after?.Delta ?? (after?.Date is { } date ? date - clock.GetUtcNow() : null));
        }
        catch (HttpRequestException unreachable)
        {
            LogUnreachable(unreachable, item.Reply);
            return (0, null);
        }
        catch (TaskCanceledException late) when (!cancel.IsCancellationRequested)
        {
            LogUnreachable(late, item.Reply);
            return (0, null);
        }
    }

    private Instant Now() => Instant.Of(clock.GetUtcNow());

    public override void Dispose()
    {
        base.Dispose();
        _client.Dispose();
    }

    [LoggerMessage(10, LogLevel.Error, "Webhooks could not be delivered in this round; going on with the next")]
    private partial void LogRoundFailed(Exception failed);

    [LoggerMessage(11, LogLevel.Warning, "Webhook of reply {Reply}: attempt {Attempt} came to {Status}")]
    private partial void LogAttemptFailed(string reply, int attempt, int status);

    [LoggerMessage(12, LogLevel.Debug, "Webhook of reply {Reply}: no answer")]
    private partial void LogUnreachable(Exception failed, string reply);
}
