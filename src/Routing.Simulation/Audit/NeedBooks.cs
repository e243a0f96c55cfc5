using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;

namespace Routing.Simulation.Audit;

/// <summary>Who may serve what at which moment, from the policy's words and the clock alone: skills, preferred ones while they are waited for,
/// what was loosened since, and the agents of queues that a thread overflowed to.</summary>
internal sealed class NeedBooks
{
    private readonly Dictionary<ThreadId, Entry> _threads = new(StringComparer.Ordinal);
    private readonly SortedDictionary<AgentId, Dictionary<string, int>> _skills = new(StringComparer.Ordinal);
    private Policy _policy = Policy.Default;

    public int Relaxations { get; private set; }

    public void Happened(DeskEvent happened)
    {
        switch (happened)
        {
            case AgentSet e: Equip(e.Agent, e.Skills); break;
            case AgentSetUntil e: Equip(e.Agent, e.Skills); break;
            case TemporaryEnded e: Equip(e.Agent, e.Skills); break;
            case PolicySet e:
                _policy = e.Policy;
                foreach (var ranked in e.Ranked) _threads[ranked.Thread].Need = ranked.Need;
                break;
            case ThreadsReranked e:
                foreach (var ranked in e.Ranked) _threads[ranked.Thread].Need = ranked.Need;
                break;
            case ThreadReported e: _threads[e.Thread] = new Entry(e.Report, e.Need); break;
            case ThreadReturned { Need: { } need } e: _threads[e.Thread].Need = need; break;
            case RequirementRelaxed e:
                _threads[e.Thread].Need = e.Need;
                if (e.Rank.NextStep <= e.At) throw Violation.Wrong($"a step is left behind: {e}");
                Relaxations++;
                break;
            case ThreadsMerged e:
                if (_threads.Remove(e.From, out var from)) _threads.TryAdd(e.Into, from);
                break;
            case ThreadLeft e: _threads.Remove(e.Thread); break;
            case OfferMade e when !May(e.Agent, _threads[e.Thread], e.At):
                throw Violation.Wrong($"{e.Agent} may not serve {e.Thread}, which needs {_threads[e.Thread].Need.Class}: {e}");
        }
    }

    public Need Need(ThreadId thread) => _threads[thread].Need;

    public CustomerKey Author(ThreadId thread) => _threads[thread].Report.Customer;

    private void Equip(AgentId agent, SkillLevel[] skills) =>
        _skills[agent] = skills.ToDictionary(skill => skill.Skill, skill => skill.Level, StringComparer.Ordinal);

    /// <summary>Hundredths of a slot that it takes of its agent's.</summary>
    public int Cost(ThreadId thread, Phase phase)
    {
        var (rules, report) = (_policy.Capacity ?? new CapacityPolicy(), _threads[thread].Report);
        var own = _policy.Channels.FirstOrDefault(channel => channel.Id == report.Channel)?.SlotCost;
        var full = own is null ? rules.ThreadPercent : report.Visibility == Visibility.Private ? own.PrivatePercent : own.PublicPercent;
        return full * (phase == Phase.Open ? 100 : phase == Phase.Parked ? rules.ParkedPercent : rules.AwaitingPercent) / 100;
    }

    /// <summary>Whether it may go above an agent's slots now.</summary>
    public bool Presses(ThreadId thread, Instant at)
    {
        var (report, queue) = (_threads[thread].Report, _policy.Queue(_threads[thread].Need.Queue)!);
        var left = (queue.ServiceLevel.CriticalSeconds * 1000L) - (at - report.Since);
        return _policy.Capacity is { UrgentSlots: 1 } rules && report.Reading.Urgency == Urgency.Critical && left > 0 && left <= 1000L * rules.UrgentSeconds;
    }

    /// <summary>After a turn what the desk says of a waiting thread is what is so, for every agent.</summary>
    public void TurnEnded(ThreadId thread, Instant at)
    {
        var entry = _threads[thread];
        foreach (var (agent, has) in _skills)
        {
            var said = Has(has, entry.Need.Skills) || (entry.Need.Also ?? []).Any(way => Has(has, way));
            if (said != May(agent, entry, at)) throw Violation.Wrong($"{agent} {(said ? "may not" : "may")} serve {thread} at {at}, and it needs {entry.Need.Class}");
        }
    }

    private bool May(AgentId agent, Entry entry, Instant at)
    {
        var (has, report) = (_skills[agent], entry.Report);
        var queue = _policy.Queue(entry.Need.Queue)!;
        var language = "lang:" + report.Reading.Language;
        return Own() || (queue.Overflow ?? []).Any(step => IsPast(step.When) && Other(_policy.Queue(step.To)!));

        bool Own()
        {
            var steps = (queue.Relax ?? []).Where(step => IsPast(step.When)).ToList();
            var dropped = steps.SelectMany(step => step.Drop ?? []).ToHashSet(StringComparer.Ordinal);
            foreach (var (skill, level) in queue.Skills)
            {
                var least = steps.SelectMany(step => step.Lower ?? []).Where(lower => lower.Skill == skill).Select(lower => lower.Level).Append(level).Min();
                if (!dropped.Contains(skill) && has.GetValueOrDefault(skill) < least) return false;
            }

            if (queue.RequireLanguage && language != "lang:" && !dropped.Contains("language") && !has.ContainsKey(language)) return false;
            return IsPast(new StepTime(queue.PreferSeconds)) || Has(has, queue.Prefer ?? []);
        }

        bool Other(QueuePolicy other) => Has(has, other.Skills) && (!other.RequireLanguage || language == "lang:" || has.ContainsKey(language));

        bool IsPast(StepTime when) => at - report.Since >= when.AfterSeconds * 1000L + (queue.ServiceLevel.Seconds(report.Reading.Urgency) * 10L * when.AtPercent);
    }

    private static bool Has(Dictionary<string, int> has, SkillLevel[] skills) => skills.All(skill => has.GetValueOrDefault(skill.Skill) >= skill.Level);

    private sealed class Entry(Report report, Need need)
    {
        public Report Report { get; } = report;

        public Need Need { get; set; } = need;
    }
}
