using Routing.Core;
using Routing.Hosting;
using Routing.Simulation.Hosts;

namespace Routing.Simulation.Planted;

/// <summary>A bug put in on purpose, around the shipping deciders or in the simulated shell, to prove that the checks find it.</summary>
internal sealed record PlantedBug(string Name, string What, Scenario Scenario, ShellFault Fault, Func<ActorId, StoredActor, IActorLoop> Rebuild);
