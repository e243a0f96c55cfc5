using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;
using Routing.Load.Quality.Days;
using Routing.Load.Quality.Floors;

namespace Routing.Load.Quality.Desks;

/// <summary>The desk that ships as the router of a floor: by its public commands and events alone, whatever rule is behind them. Agents
/// accept at once; a customer who leaves is a <see cref="Withdraw"/>.</summary>
/// <param name="heard">Told each command, for comparisons.</param>
public sealed class DeskRouter(Person[] people, Policy policy, Action<DeskCommand, Instant>? heard = null) : IRouter
{
    private const double Cap = DeskWords.AgeCapMinutes * 60;
    private readonly DeskLine _desk = new();
    private readonly Queue<Event> _happened = new();
    private readonly long[] _presence = new long[people.Length];
    private Floor _floor = null!;
    private Instant _wakeAt = Instant.Never;
    private int _oldest;

    /// <summary>Threads that were begun while one past the age cap waited that the same agent could have had.</summary>
    public int PassedOverPastCap { get; private set; }

    public void Open(Floor floor)
    {
        _floor = floor;
        Tell(new SetPolicy(policy, "quality"));
        for (var agent = 0; agent < people.Length; agent++) Tell(DeskWords.Agent(agent, people[agent], floor.Day.Slots));
    }

    public void CameOn(int agent) => Tell(new SetReady(DeskWords.Agent(agent), ++_presence[agent], Ready: true, Gone: false));

    public void WentOff(int agent) => Tell(new SetReady(DeskWords.Agent(agent), ++_presence[agent], Ready: false, Gone: false));

    public void Arrived(int thread) => Tell(DeskWords.Report(thread, _floor.Day.Arrivals[thread], Phase.Open, 1));

    public void Left(int thread) => Tell(new Withdraw(DeskWords.Thread(thread)));

    public void Finished(int thread, int agent) => Tell(DeskWords.Report(thread, _floor.Day.Arrivals[thread], Phase.Resolved, 2));

    public void Woke()
    {
        var now = DeskWords.At(_floor.Now);
        if (now >= _wakeAt) _wakeAt = Instant.Never;
        if (_desk.Due <= now) Tell(DeskDecider.Wake);
        else Plan();
    }

    private void Tell(DeskCommand command)
    {
        Take(command);
        while (_happened.TryDequeue(out var happened))
        {
            switch (happened)
            {
                case OfferMade e: Take(new Accept(e.Agent, e.Thread, e.Epoch)); break;
                case OfferAccepted e: Begin(DeskWords.Number(e.Thread), DeskWords.Number(e.Agent)); break;
            }
        }

        Plan();
    }

    private void Take(DeskCommand command)
    {
        var now = DeskWords.At(_floor.Now);
        heard?.Invoke(command, now);
        foreach (var happened in _desk.Do(command, now)) _happened.Enqueue(happened);
    }

    private void Plan()
    {
        if (_desk.Due >= _wakeAt) return;
        _wakeAt = _desk.Due;
        _floor.WakeAt(DeskWords.Seconds(_wakeAt));
    }

    private void Begin(int thread, int agent)
    {
        if (_floor.Now - _floor.Day.Arrivals[thread].At < Cap && PassesOver(thread, agent)) PassedOverPastCap++;
        _floor.Start(thread, agent);
    }

    private bool PassesOver(int thread, int agent)
    {
        var day = _floor.Day;
        while (_oldest < thread && !_floor.Waits(_oldest)) _oldest++;
        for (var other = _oldest; other < thread && _floor.Now - day.Arrivals[other].At >= Cap; other++)
        {
            if (_floor.Waits(other) && day.Speed(agent, day.Arrivals[other].Class) > 0) return true;
        }

        return false;
    }
}
