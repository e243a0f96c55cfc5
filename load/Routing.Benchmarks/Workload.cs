using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Benchmarks;

/// <summary>One size of the desk.</summary>
/// <param name="Uniform">Adversarial: every skill equally common, three required, ten per agent.</param>
internal sealed record Size(int Waiting, int Agents, int Skills, int Classes, bool Uniform, int Rounds);

/// <summary>Threads and agents as the measure wants them: Zipf skills, needs of one to three skills with levels, a fixed seed.</summary>
internal sealed class Workload(Size size)
{
    private readonly Random _dice = new(1);
    private readonly double[] _skillShares = Zipf(size.Skills, size.Uniform ? 0 : 1.0);
    private readonly double[] _classShares = Zipf(size.Classes, size.Classes == size.Waiting ? 0 : 0.6);
    private readonly List<(Need Need, int Weight, int Service)> _classes = [];
    private long _ids;

    public Instant Now { get; private set; } = new(1_700_000_000_000);

    public Random Dice => _dice;

    public IEnumerable<Need> Needs => _classes.Select(each => each.Need);

    public void Tick(long ms) => Now += ms;

    public DeskAgent Agent(int number)
    {
        var agent = new DeskAgent($"agent-{number}") { Slots = 3, Removed = false, Ready = true };
        var wanted = size.Uniform ? 10 : _dice.Next(10, 21);
        while (agent.Skills.Count < Math.Min(wanted, size.Skills)) agent.Skills[$"skill-{Draw(_skillShares)}"] = _dice.Next(1, 6);
        return agent;
    }

    /// <summary>A quarter is late already at the start, as on a desk that is overloaded.</summary>
    public DeskThread Thread(bool old)
    {
        if (_classes.Count == 0) for (var n = 0; n < size.Classes; n++) _classes.Add(Class(n));
        var (need, weight, service) = _classes[Draw(_classShares)];
        var since = Now + -(old ? (long)(_dice.NextDouble() * 1.3 * service * 1000) : 0);
        var rank = new Rank(0, since, since + (service * 1000L), Urgency.Normal, 0, 0, 1, weight, service);
        return new DeskThread($"thread-{_ids++}", Report, need, rank);
    }

    private static readonly Report Report = new(
        1, Phase.Open, default!, "net", Visibility.Public, new Reading(Urgency.Normal, "", ""), 0, 0, default, 1, default);

    private (Need Need, int Weight, int Service) Class(int number)
    {
        var required = new SortedDictionary<int, int>();
        var wanted = size.Uniform ? 3 : _dice.Next(1, 4);
        while (required.Count < Math.Min(wanted, size.Skills)) required[Draw(_skillShares)] = _dice.Next(1, 6);
        var skills = required.Select(pair => new SkillLevel($"skill-{pair.Key}", pair.Value)).ToArray();
        return (new Need($"q{number}", skills), 250 * _dice.Next(12), new[] { 120, 300, 900, 3_600 }[_dice.Next(4)]);
    }

    private int Draw(double[] shares)
    {
        var at = Array.BinarySearch(shares, _dice.NextDouble());
        return Math.Min(at < 0 ? ~at : at, shares.Length - 1);
    }

    private static double[] Zipf(int count, double exponent)
    {
        var shares = new double[count];
        var sum = 0.0;
        for (var n = 0; n < count; n++) shares[n] = sum += 1 / Math.Pow(n + 1, exponent);
        for (var n = 0; n < count; n++) shares[n] /= sum;
        return shares;
    }
}
