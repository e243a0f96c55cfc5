using Routing.Core;
using Routing.Core.Agents;
using Routing.Core.Customers;
using Routing.Core.Desks;
using Routing.Core.Directory;
using Routing.Core.Threads;
using Routing.Hosting;
using Routing.Simulation.Hosts;
using ThreadState = Routing.Core.Threads.ThreadState;

namespace Routing.Simulation.Planted;

/// <summary>All bugs that can be planted, by name.</summary>
internal static class PlantedBugs
{
    public static readonly IReadOnlyList<PlantedBug> All =
    [
        Desk<AcceptsOldEpochs>("old-epochs", "an offer is accepted whatever its epoch"),
        Desk<KeepsSlots>("kept-slots", "a slot is not freed"),
        Desk<FreesSlotsTwice>("double-release", "a slot is freed twice"),
        Desk<IgnoresCapacity>("no-capacity", "a transfer ignores capacity"),
        Desk<LosesTimers>("lost-timer", "the desk is not woken"),
        Desk<DropsReturned>("dropped-return", "a returned thread leaves the desk"),
        Desk<LosesSteps>("lost-step", "a plan ends after its first step"),
        Desk<RelaxesAll>("all-relaxed", "a step lets everybody in"),
        Tamper<DirectoryState, DirectoryCommand, DirectoryEvent, DirectoryDecider, TakesDuplicates>(
            ActorKind.Directory, "no-dedup", "a repeated message is taken again"),
        Tamper<CustomerState, CustomerCommand, CustomerEvent, CustomerDecider, ForgetsCuts>(
            ActorKind.Customer, "lost-cut", "a cut is not remembered"),
        Tamper<ThreadState, ThreadCommand, ThreadEvent, ThreadDecider, LosesAJoinedMessage>(
            ActorKind.Thread, "lossy-join", "a join loses a message"),
        Tamper<ThreadState, ThreadCommand, ThreadEvent, ThreadDecider, LetsAnybodyReply>(
            ActorKind.Thread, "any-reply", "an agent replies in another's thread"),
        Tamper<ThreadState, ThreadCommand, ThreadEvent, ThreadDecider, AwaitsWithNobody>(
            ActorKind.Thread, "nobody-awaits", "a thread awaits its customer with nobody"),
        Tamper<AgentState, AgentCommand, AgentEvent, AgentDecider, SkipsAPush>(
            ActorKind.Agent, "push-gap", "a push number is left out"),
        Desk<ResetsAges>("reset-age", "a thread loses its age at a hand-over", Scenario.Shifts),
        Desk<ForgetsHandOvers>("forgotten-hand-over", "a hand-over that a crash cuts is not gone on with", Scenario.Shifts),
        Desk<StopsHalfway>("half-hand-over", "a hand-over stops at its first pause", Scenario.Shifts),
        Desk<NeverDrains>("no-drain", "offers are made that outlast the shift", Scenario.Shifts),
        Agent<SleepsOverEnds>("endless-shift", "nobody is woken at the end of a shift"),
        Desk<IgnoresTyping>("typing-ignored", "a thread is moved while its agent is typing", Scenario.Moves),
        Desk<MovesAgain>("moved-twice", "a thread is moved twice within two minutes", Scenario.Moves),
        Desk<ResetsAgesAtUndo>("reset-age-at-undo", "a thread loses its age when a move is taken back", Scenario.Moves),
        Desk<IgnoresPauses>("ignored-pause", "a paused queue is offered of", Scenario.Actions),
        Desk<ForgetsMutes>("forgotten-mute", "a muted author makes work after a crash", Scenario.Actions),
        Desk<IgnoresPriorities>("ignored-priority", "what was raised does not go first", Scenario.Actions),
        Desk<NeverEndsTemporary>("endless-temporary", "what was for a while lasts", Scenario.Actions),
        Agent<MissesDepartures>("missed-departure", "an agent stays available though the connection is gone"),
        Agent<GraceWithoutEnd>("endless-grace", "a grace time does not end"),
        Agent<GraceAtOnce>("hasty-grace", "who is gone for a moment counts as offline"),
        Agent<NeverIdle>("endless-watch", "nobody is taken for idle"),
        Agent<UnseenActivity>("unseen-activity", "who does something is taken for idle"),
        Agent<StaysIdle>("idle-stays", "who does something stays idle"),
        Agent<LateAttendance>("late-attendance", "a change of status counts from later than it was"),
        Desk<NeverDrained>("endless-draining", "who drains is never signed out", Scenario.Shifts),
        Shell("throttled-gone", "a client in a background tab is taken for gone", ShellFault.GoesByTimers, Scenario.Shifts),
        Desk<KeepsWorkOfTheGone>("kept-work", "work of an agent who vanished is never handed on", Scenario.Shifts),
        Desk<ResetsAgesOfTheGone>("reset-age-of-gone", "work of an agent who vanished loses its age", Scenario.Shifts),
        Shell("early-ack", "an envelope is acknowledged before it is stored", ShellFault.AcknowledgesBeforeStored, Scenario.Cluster),
        Shell("early-answer", "a client is answered before it is stored", ShellFault.AnswersBeforeStored, Scenario.All),
        Shell("short-replay", "a replay leaves out the last record", ShellFault.SkipsRecordOnReplay, Scenario.All),
        Shell("taken-repeats", "a repeated envelope is decided again", ShellFault.TakesRepeats, Scenario.All),
        Shell("no-wake", "nobody is woken after a restart", ShellFault.ForgetsToWake, Scenario.All),
        Shell("forgotten-ids", "a repeated command is decided again", ShellFault.ForgetsCommandIds, Scenario.All),
    ];

    public static PlantedBug? Find(string name) => All.FirstOrDefault(bug => bug.Name == name);

    private static PlantedBug Shell(string name, string what, ShellFault fault, Scenario scenario) =>
        new(name, what, scenario, fault, scenario == Scenario.Shifts ? WithShortHandOvers : ActorLoops.BringUp);

    private static PlantedBug Agent<TTamper>(string name, string what)
        where TTamper : ITamper<AgentState, AgentCommand, AgentEvent> =>
        Tamper<AgentState, AgentCommand, AgentEvent, AgentDecider, TTamper>(ActorKind.Agent, name, what, Scenario.Shifts);

    /// <summary>What ships, with hand-overs that take a turn for each thread.</summary>
    public static IActorLoop WithShortHandOvers(ActorId id, StoredActor stored) =>
        Tamper<DeskState, DeskCommand, DeskEvent, DeskDecider, ShortHandOvers>(ActorKind.Desk, "", "").Rebuild(id, stored);

    private static PlantedBug Desk<TTamper>(string name, string what, Scenario scenario = Scenario.All)
        where TTamper : ITamper<DeskState, DeskCommand, DeskEvent> =>
        Tamper<DeskState, DeskCommand, DeskEvent, DeskDecider, TTamper>(ActorKind.Desk, name, what, scenario);

    private static PlantedBug Tamper<TState, TCommand, TEvent, TDecider, TTamper>(ActorKind kind, string name, string what, Scenario scenario = Scenario.All)
        where TCommand : Command
        where TEvent : Event
        where TDecider : IDecider<TState, TCommand, TEvent>
        where TTamper : ITamper<TState, TCommand, TEvent> => new(
        name,
        what,
        scenario,
        ShellFault.None,
        (id, stored) => id.Kind == kind
            ? new ActorLoop<TState, TCommand, TEvent, Tampered<TState, TCommand, TEvent, TDecider, TTamper>>(id, stored)
            : ActorLoops.BringUp(id, stored));
}
