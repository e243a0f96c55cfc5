using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Desks;
using Routing.Core.Threads;

namespace Routing.Simulation.Clients;

/// <summary>Where the person is: at the screen, elsewhere with the client in a background tab, or cut off from the network.</summary>
internal sealed partial class AgentClient
{
    /// <summary>Milliseconds between two words of a client that a person is there, at least.</summary>
    private const long ActiveMs = 30_000;

    private Instant _elsewhereUntil;
    private Instant _activeAt;
    private bool _isCutOff;

    /// <summary>Their client answers, its timers hardly run, and nobody looks at it.</summary>
    public bool IsElsewhere => !weather.IsFair && host.Now < _elsewhereUntil;

    private bool IsAtScreen => !IsElsewhere && !_isCutOff;

    /// <summary>Nothing gets through to the server or back, until it does again.</summary>
    public void Strand()
    {
        if (_isCutOff) return;
        weather.Count("agents cut off");
        _isCutOff = true;
        foreach (var tab in screens.Of(id)) tab.Strand();
        host.Schedule.After(Dice.Between(2_000, 90_000), Rejoin);
    }

    /// <summary>A line that the server closed meanwhile is opened anew, after what was last seen.</summary>
    private void Rejoin()
    {
        if (!_isCutOff) return;
        _isCutOff = false;
        foreach (var tab in screens.Of(id).ToList()) tab.HearAgain();
        if (screens.Of(id).Count == 0 && MayCome) screens.Open(this, _shown > 0 ? _shown : null);
        ComeBack();
    }

    private void GoElsewhere()
    {
        weather.Count("clients throttled");
        _elsewhereUntil = host.Now + Dice.Between(20_000, 200_000);
        host.Schedule.At(_elsewhereUntil, ComeBack);
    }

    /// <summary>Looks at what is on the screen, and goes on with it.</summary>
    private void ComeBack()
    {
        if (!IsAtScreen) return;
        Act();
        foreach (var item in _work.Values.ToList())
        {
            if (item.Holding == Holding.Offered) Consider(item.Thread, item.Epoch);
            else Plan(item.Thread);
        }
    }

    /// <summary>A person did something: the client says so now and then, where it has a line.</summary>
    private void Act()
    {
        if (conditions.IdleSeconds == 0 || screens.Of(id).Count == 0 || (_activeAt != default && host.Now < _activeAt + ActiveMs)) return;
        var at = _activeAt = host.Now;
        auditor.Presence.Acts(id, at);
        asker.Ask(ActorId.Agent(World.Workspace, id), null, _ => new NoteActivity(), [], outcome =>
        {
            if (!outcome.IsRefused) auditor.Presence.Acted(id, at);
        });
    }
}
