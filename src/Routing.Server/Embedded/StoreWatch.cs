using Routing.Sqlite;

namespace Routing.Server.Embedded;

/// <summary>Ends the process when the store can go on no longer: memory is ahead of it, and nothing more may be acknowledged.</summary>
internal sealed partial class StoreWatch(SqliteStore store, ILogger<StoreWatch> log) : BackgroundService
{
    /// <summary>Exit code of a process whose store failed.</summary>
    public const int StoreFailed = 70;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var reason = await store.Failed.WaitAsync(stoppingToken);
            LogFailed(log, reason);
            Environment.Exit(StoreFailed);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A proper stop.
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "the store failed; ending, since nothing more can be acknowledged")]
    private static partial void LogFailed(ILogger log, Exception reason);
}
