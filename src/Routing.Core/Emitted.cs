using Routing.Core.Agents;

namespace Routing.Core;

/// <summary>What the events of one turn send out, in order. Filled by <see cref="Flow"/>, emptied by the loop.</summary>
public sealed class Emitted
{
    public List<(ActorId To, Command Command)> Sent { get; } = [];

    public List<(AgentId Agent, Push Push)> Pushes { get; } = [];

    public List<(Origin Origin, Outcome Outcome)> Answers { get; } = [];

    public List<string> Erased { get; } = [];

    internal void Send(ActorId to, Command command) => Sent.Add((to, command));

    internal void Push(AgentId agent, Push push) => Pushes.Add((agent, push));

    internal void Answer(Origin origin, Outcome outcome)
    {
        if (origin != Origin.Nobody) Answers.Add((origin, outcome));
    }

    internal void Erase(string body) => Erased.Add(body);

    public void Clear()
    {
        Sent.Clear();
        Pushes.Clear();
        Answers.Clear();
        Erased.Clear();
    }
}
