using Routing.Core.Policies;

namespace Routing.Simulation;

public enum CommitModel
{
    /// <summary>One causal log for all actors, one process: envelopes leave at once.</summary>
    Embedded = 0,
    /// <summary>A journal per actor, several silos: envelopes leave once stored.</summary>
    Cluster = 1,
}

/// <summary>Which part of the space of conditions is drawn from.</summary>
public enum Scenario
{
    All = 0,
    Embedded = 1,
    Cluster = 2,
    /// <summary>No faults at all: the workload alone.</summary>
    Calm = 3,
    /// <summary>A cluster whose store loses acknowledged writes once.</summary>
    Rewind = 4,
    /// <summary>A day of three shifts: people come late or never, stay, leave early, hand over; their clients vanish, are half open, are throttled
    /// in a background tab, are cut off for a while and come back.</summary>
    Shifts = 5,
    /// <summary>A supervisor moves many threads at once, by plan and by hand, and takes moves back.</summary>
    Moves = 6,
    /// <summary>A supervisor who pauses queues, mutes authors and sets people for a while, over and over.</summary>
    Actions = 7,
}

/// <summary>What a run is like, drawn from its seed. Times are milliseconds of virtual time; rates are per mille.</summary>
public sealed record Conditions(
    ulong Seed,
    CommitModel Model,
    int Silos,
    int Agents,
    int Customers,
    int Messages,
    int MinutesOfFaults,
    long DelayMost,
    long CommitMost,
    int Drop,
    int Repeat,
    long CrashEvery,
    long DoubleEvery,
    long EvictEvery,
    long SnapshotEvery,
    long CutEvery,
    bool Rewinds,
    int JoinMinutes,
    bool Reopens,
    bool Resolves,
    int OfferSeconds,
    int GraceSeconds,
    int MostSlots,
    bool Supervised,
    bool FinishesAll,
    int RelaxSeconds,
    int OverflowPercent,
    int ParkedPercent,
    int PublicPercent,
    int WrapUpSeconds,
    int UrgentSlots,
    bool Shifts,
    bool Moves,
    bool Acts,
    int IdleSeconds,
    long StrandEvery)
{
    public static Conditions Draw(ulong seed, Scenario scenario)
    {
        var dice = new Dice(seed);
        var model = (CommitModel)dice.Below(2);
        model = scenario switch
        {
            Scenario.Embedded => CommitModel.Embedded,
            Scenario.Cluster or Scenario.Rewind => CommitModel.Cluster,
            _ => model,
        };
        var calm = dice.Chance(100) || scenario == Scenario.Calm;
        var rewinds = (dice.Chance(60) && model == CommitModel.Cluster && !calm) || scenario == Scenario.Rewind;
        return new Conditions(
            seed,
            model,
            Silos: model == CommitModel.Cluster ? 2 + dice.Below(2) : 1,
            Agents: 3 + dice.Below(6),
            Customers: 2 + dice.Below(8),
            Messages: (scenario == Scenario.Shifts ? 40 : 10) + dice.Below(51),
            MinutesOfFaults: scenario == Scenario.Shifts ? 9 + dice.Below(7) : 4 + dice.Below(8),
            DelayMost: dice.Pick([2L, 50, 400, 3_000]),
            CommitMost: dice.Pick([2L, 20, 200, 1_500]),
            Drop: calm ? 0 : dice.Pick([0, 20, 100, 300]),
            Repeat: calm ? 0 : dice.Pick([0, 20, 100, 300]),
            CrashEvery: calm ? 0 : dice.Pick<long>(scenario == Scenario.Shifts ? [0L, 60_000, 180_000, 300_000] : [0L, 15_000, 45_000, 120_000]),
            DoubleEvery: calm || model == CommitModel.Embedded ? 0 : dice.Pick([0L, 5_000, 30_000]),
            EvictEvery: dice.Pick([0L, 2_000, 15_000]),
            SnapshotEvery: dice.Pick([0L, 3_000, 20_000]),
            CutEvery: calm ? 0 : dice.Pick<long>(scenario == Scenario.Shifts ? [0L, 90_000, 240_000] : [0L, 10_000, 40_000]),
            rewinds,
            JoinMinutes: dice.Pick([0, 5, 30]),
            Reopens: dice.Chance(300),
            Resolves: dice.Chance(700),
            OfferSeconds: dice.Pick([5, 20, 60]),
            GraceSeconds: dice.Pick([5, 30, 60]),
            MostSlots: (scenario == Scenario.Shifts ? 3 : 1) + dice.Below(4),
            Supervised: dice.Chance(600),
            FinishesAll: dice.Chance(500),
            RelaxSeconds: dice.Pick([0, 5, 40]),
            OverflowPercent: dice.Pick([0, 10, 60]),
            ParkedPercent: dice.Pick([0, 0, 50]),
            PublicPercent: dice.Pick([100, 100, 50, 25]),
            WrapUpSeconds: dice.Pick([0, 0, 3, 20]),
            UrgentSlots: dice.Below(2),
            Shifts: scenario == Scenario.Shifts,
            Moves: dice.Chance(300) || scenario == Scenario.Moves,
            Acts: scenario == Scenario.Actions,
            IdleSeconds: scenario == Scenario.Shifts ? dice.Pick([0, 60, 90]) : 0,
            StrandEvery: scenario != Scenario.Shifts || calm ? 0 : dice.Pick([0L, 60_000, 150_000]));
    }

    /// <summary>The rules of the simulated company; later versions differ in what does not touch who belongs together.</summary>
    internal Policy Policy(int version) => Core.Policies.Policy.Default with
    {
        Version = version,
        Queues =
        [
            Billing(version),
            Queue("private", new QueueMatch(Visibility: Core.Visibility.Private), requireLanguage: true),
            Queue("general", new QueueMatch(), requireLanguage: false),
        ],
        Threading = new ThreadingPolicy(JoinMinutes, Reopens),
        Offers = new OfferPolicy(OfferSeconds, CoolDownSeconds: 10, MissesUntilAway: 3, PassedSeconds: 30, PreferredSeconds: 15),
        Presence = new PresencePolicy(GraceSeconds),
        Channels = PublicPercent == 100 ? [] : [new ChannelPolicy("net", [], SlotCost: new SlotCost(version % 2 == 0 ? 100 : 50, PublicPercent))],

        // Agents who never resolve would be full for ever of what awaits its customer.
        Capacity = new CapacityPolicy(
            ParkedPercent: ParkedPercent, AwaitingPercent: Resolves ? ParkedPercent / 2 : 0, WrapUpSeconds: WrapUpSeconds, UrgentSlots: UrgentSlots,
            UrgentSeconds: 20 + (40 * (version % 3))),
        Shifts = Shifts ? new ShiftPolicy(HandlingSeconds: 15, WarnSeconds: 60, NoShowSeconds: 45, LateSeconds: 60) : null,
    };

    /// <summary>The queue with a plan: its skills loosen and are dropped, and it overflows; all of that changes from version to version.</summary>
    private QueuePolicy Billing(int version)
    {
        var queue = Queue("billing", new QueueMatch(Topics: ["billing"]), false, new SkillLevel("billing", version % 2 == 0 ? 1 : 2), new SkillLevel("lang:en", 2));
        if (OverflowPercent > 0) queue = queue with { Overflow = [new OverflowStep(version % 3 == 0 ? "general" : "private", new StepTime(AtPercent: OverflowPercent))] };
        if (Shifts) queue = queue with { HandlingSeconds = version % 2 == 0 ? 40 : 25 };
        if (RelaxSeconds == 0) return queue;
        return queue with
        {
            Prefer = version % 4 < 2 ? [new SkillLevel("billing", 3)] : null,
            PreferSeconds = RelaxSeconds,
            Relax =
            [
                new RelaxStep(new StepTime(2 * RelaxSeconds), [new SkillLevel("billing", 1), new SkillLevel("lang:en", 1)]),
                new RelaxStep(new StepTime(6 * RelaxSeconds), Drop: ["billing"]),
            ],
        };
    }

    private static QueuePolicy Queue(QueueId id, QueueMatch match, bool requireLanguage, params SkillLevel[] skills) =>
        new(id, match, skills, requireLanguage, ServiceLevel.Default, OpeningHours.Always);
}
