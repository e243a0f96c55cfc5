using Routing.Core;
using Routing.Hosting;
using Routing.Simulation.Audit;
using Routing.Simulation.Clients;
using Routing.Simulation.Hosts;
using Routing.Simulation.Planted;

namespace Routing.Simulation;

/// <summary>One run: a company, its customers and its agents on virtual time, through faults and out of them again.</summary>
internal sealed class World
{
    public const string Workspace = "acme";

    /// <summary>Minutes in which everything must get done once faults are over.</summary>
    private const int MinutesToHeal = 20;

    /// <summary>Milliseconds between two looks whether everything is done; not a round number, so as not to meet what comes round.</summary>
    private const long LookMs = 5_003;

    /// <summary>Steps of one run: far above what the largest one takes.</summary>
    private const long MostSteps = 400_000;

    private static readonly Instant Morning = new(1_800_000_000_000);

    private readonly Conditions _conditions;
    private readonly Schedule _schedule = new(Morning);
    private readonly Trace _trace;
    private readonly Weather _weather;
    private readonly Host _host;
    private readonly Auditor _auditor;
    private readonly StepChecks _checks;
    private readonly Screens _screens;
    private readonly Supervisor _supervisor;
    private readonly Rebalancing _rebalancing;
    private readonly Crowd _crowd;
    private readonly Roster? _roster;
    private readonly Settled _settled;
    private readonly Faults _faults;

    public World(Conditions conditions, Trace trace, PlantedBug? bug)
    {
        _conditions = conditions;
        _trace = trace;
        _trace.Schedule = _schedule;
        _auditor = new Auditor(conditions);
        var dice = new Dice(conditions.Seed ^ 0x9e3779b97f4a7c15UL);
        _weather = new Weather(conditions, dice);
        _host = new Host(conditions, _schedule, _weather, trace, bug?.Rebuild ?? (conditions.Shifts ? PlantedBugs.WithShortHandOvers : ActorLoops.BringUp), bug?.Fault ?? ShellFault.None);
        var asker = new Asker(_host, _weather);
        _screens = new Screens(conditions, _host, asker, _weather, _auditor);
        _supervisor = new Supervisor(conditions, _host, asker, _weather, _auditor);
        _rebalancing = new Rebalancing(_host, asker, _weather, _auditor, _supervisor.People);
        _roster = conditions.Shifts ? new Roster(_host, asker, _weather) : null;
        foreach (var person in _supervisor.People) _screens.Add(new AgentClient(person, conditions, _host, asker, _weather, _screens, _auditor, _roster));
        _crowd = new Crowd(conditions, _host, asker, dice, _auditor);
        var connector = new Connector(_host, asker, dice, _crowd, _weather);
        _checks = new StepChecks(_host, dice);
        _settled = new Settled(conditions, _host, asker, _screens, _auditor);
        _faults = new Faults(conditions, _host, _weather, _screens, _auditor);

        _host.Decide = _checks.Decided;
        _host.Durable = turn =>
        {
            _auditor.Durable(turn);
            Durable?.Invoke(turn);
            if (conditions.Shifts) _faults.CutHandOver(turn);
        };
        _host.Push = _screens.Push;
        _auditor.Threads.Left = connector.Carry;
    }

    /// <summary>Told of each turn once it is stored, in that order.</summary>
    public Action<Turn>? Durable { get; init; }

    public long Steps => _schedule.Steps;

    public IReadOnlyDictionary<string, int> Struck => _weather.Struck;

    public int Assignments => _auditor.Desk.Assignments;

    public int Relaxations => _auditor.Desk.Relaxations;

    /// <summary>Threads that moves moved, and that came back.</summary>
    public (int Moved, int Restored) Moves => (_auditor.Moves.Moved, _auditor.Moves.Restored);

    public int HandOvers => _auditor.Shifts.HandOvers;

    /// <exception cref="Violation">Something is wrong, or does not get done.</exception>
    public void Run()
    {
        var until = Morning + (_conditions.MinutesOfFaults * 60_000L);
        _host.Start();
        _supervisor.Begin();
        if (_conditions.Moves) _rebalancing.Begin();
        _roster?.Begin([.. _screens.Agents], until);
        foreach (var agent in _screens.Agents) agent.Begin();
        _crowd.Begin(until);
        _screens.Begin();
        _faults.Begin(until);
        if (!StepUntil(until)) return;

        _trace.Note("faults are over");
        _faults.End();
        _supervisor.Heal();
        foreach (var agent in _screens.Agents) agent.Heal();
        Heal();
    }

    private void Heal()
    {
        string? missing = "everything";
        var until = _schedule.Now + (MinutesToHeal * 60_000L);
        while (missing is not null && _schedule.Now < until)
        {
            if (!StepUntil(_schedule.Now + LookMs)) return;
            missing = _settled.Missing();
        }

        if (_faults.LostConfirmed) throw Violation.Wrong("the store lost what it had confirmed, and nobody noticed");

        // What only a silo knew that died as well cannot be noticed: two failures at once are beyond what is promised.
        if (_auditor.IsClosed) return;
        if (missing is not null) throw Violation.Stuck($"{MinutesToHeal} minutes after the last fault: {missing}");
        _settled.Exact();
        _trace.Note("settled");
    }

    /// <summary>False if the run ended on purpose: the store was found to have lost confirmed writes.</summary>
    private bool StepUntil(Instant until)
    {
        while (_schedule.Step(until))
        {
            if (_host.Halted is { } why)
            {
                _trace.Note($"halted: {why}");
                _weather.Count("halted");
                return false;
            }

            if (_schedule.Steps % 64 == 0) _checks.Replay();
            if (_schedule.Steps > MostSteps) throw Violation.Stuck($"{MostSteps} steps and no end");
        }

        return true;
    }
}
