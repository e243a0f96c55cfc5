global using LiveAgent = Routing.Core.Tests.LiveActor<
    Routing.Core.Agents.AgentDecider,
    Routing.Core.Agents.AgentState,
    Routing.Core.Agents.AgentCommand,
    Routing.Core.Agents.AgentEvent>;
