using StackExchange.Redis;

namespace Routing.Redis;

/// <summary>Commands that take effect together, or not at all.</summary>
internal sealed class Change(ITransaction transaction)
{
    private readonly List<Task> _commands = [];

    /// <summary>To give commands to: <c>change.Add(change.To.StringSetAsync(…))</c>.</summary>
    public ITransaction To => transaction;

    public void Add(Task command) => _commands.Add(command);

    /// <returns>False if its condition did not hold: nothing was done.</returns>
    /// <exception cref="RedisException">It is not known whether it was done, or one of the commands was wrong.</exception>
    public async Task<bool> Commit()
    {
        if (!await transaction.ExecuteAsync()) return false;
        await Task.WhenAll(_commands);
        return true;
    }
}
