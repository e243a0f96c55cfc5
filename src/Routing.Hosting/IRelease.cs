using Routing.Core;
using Routing.Core.Agents;

namespace Routing.Hosting;

/// <summary>Where a turn's words to the outside go once it is stored. Called on a thread of the store: must return at once.</summary>
public interface IRelease
{
    void Push(string workspace, AgentId agent, Push push);

    /// <summary>An answer for whoever asked under this origin; nobody there is no error (the asker's process may be gone).</summary>
    void Answer(Origin origin, Outcome outcome);
}
