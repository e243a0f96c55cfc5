using Routing.Core;
using Routing.Simulation.Hosts;

namespace Routing.Simulation.Clients;

/// <summary>How the edge notices that a client is gone, as the shipping one does: it asks, and takes a client that does not answer for gone.</summary>
/// <remarks>The answer comes from the client's message handler, which runs at once in a tab whose timers are throttled, too.</remarks>
internal sealed class Watch(Host host, Weather weather, Action<Tab> gone)
{
    /// <summary>Milliseconds from one answer to the next question.</summary>
    private const long AskMs = 15_000;

    /// <summary>Milliseconds in which an answer must come.</summary>
    private const long AnswerMs = 15_000;

    /// <summary>Milliseconds between two pings of a client whose timers are throttled.</summary>
    private const long ThrottledMs = 60_000;

    public void Begin(Tab tab) => host.Schedule.After(weather.Dice.Between(0, AskMs), () => Ask(tab));

    private void Ask(Tab tab)
    {
        if (tab.IsClosed) return;
        var asked = host.Now;
        var answered = false;
        tab.Reach(weather.Delay(), () => host.Schedule.After(weather.Delay(), () => answered = true));
        host.Schedule.After(AnswerMs, () =>
        {
            if (tab.IsClosed) return;
            if (answered && !IsLateByItsTimers(tab))
            {
                host.Schedule.After(AskMs, () => Ask(tab));
                return;
            }

            if (!tab.WasCutOff(asked)) throw Violation.Wrong($"{tab.Id} answers, and was taken for gone");
            weather.Count("clients noticed gone");
            gone(tab);
        });
    }

    private bool IsLateByItsTimers(Tab tab) => host.Fault == ShellFault.GoesByTimers && tab.Agent.IsElsewhere && ThrottledMs > AskMs + AnswerMs;
}
