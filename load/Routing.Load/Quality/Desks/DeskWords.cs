using Routing.Core;
using Routing.Core.Customers;
using Routing.Core.Desks;
using Routing.Core.Policies;
using Routing.Core.Threads;
using Routing.Load.Quality.Days;
using ThreadReport = Routing.Core.Threads.Report;

namespace Routing.Load.Quality.Desks;

/// <summary>How the desk is set.</summary>
public enum Setting
{
    Shipped = 0,
    /// <summary>The dial between fewest misses and most value is at fewest misses.</summary>
    FewestMisses = 1,
    /// <summary>One slot more for the most urgent.</summary>
    OverflowSlot = 2,
}

/// <summary>The simulated day in the words of the desk: a queue for each class, urgency for priority, skills at levels.</summary>
public static class DeskWords
{
    /// <summary>Opening, on the desk's clock: 2026-01-05, a Monday, 08:00 UTC.</summary>
    public static readonly Instant Opening = new(1_767_600_000_000);

    /// <summary>Nothing younger goes before a thread that has waited for so long.</summary>
    public const int AgeCapMinutes = 120;

    private const string Network = "desk";
    private static readonly Urgency[] Urgencies = [Urgency.Critical, Urgency.High, Urgency.Normal, Urgency.Low];
    private static readonly int[] Values = [10, 30, 100];

    public static Instant At(double seconds) => Opening + (long)Math.Round(seconds * 1000);

    public static double Seconds(Instant at) => (at - Opening) / 1000.0;

    public static ThreadId Thread(int thread) => $"t{thread:d6}";

    public static AgentId Agent(int agent) => $"a{agent:d4}";

    public static int Number(string id) => int.Parse(id.AsSpan(1), null);

    /// <summary>Offers as many as slots, since here they are accepted at once.</summary>
    public static Policy Policy(Day day, Setting setting)
    {
        var usual = Routing.Core.Policies.Policy.Default;
        return usual with
        {
            Version = usual.Version + 1,
            Queues = [.. Enumerable.Range(0, day.Classes).Select(Queue)],
            Offers = new OfferPolicy(MaxOpenOffers: day.Slots + Overflow(setting)),
            Capacity = setting == Setting.OverflowSlot ? new CapacityPolicy(UrgentSlots: Overflow(setting), UrgentSeconds: (int)Terms.Within[0]) : usual.Capacity,
            Rank = usual.Rank with
            {
                AgeCapMinutes = AgeCapMinutes,
                DialPercent = setting == Setting.FewestMisses ? 0 : usual.Rank.DialPercent,
            },
        };
    }

    /// <summary>Slots above an agent's own. The most urgent may have them from their arrival on.</summary>
    public static int Overflow(Setting setting) => setting == Setting.OverflowSlot ? 1 : 0;

    public static SetAgent Agent(int agent, Person person, int slots) => new(
        Agent(agent), Agent(agent),
        [
            .. Enumerable.Range(0, Staff.Languages).Where(language => person.Speaks[language]).Select(language => new SkillLevel(Language(language), 1)),
            .. Enumerable.Range(0, Staff.Topics).Where(topic => person.Levels[topic] > 0).Select(topic => new SkillLevel(Topic(topic), person.Levels[topic])),
        ],
        slots);

    /// <param name="version">1 when it comes, 2 when it is resolved.</param>
    public static ReportThread Report(int thread, in Arrival arrival, Phase phase, long version) => new(
        Thread(thread),
        new ThreadReport(
            version, phase, new CustomerKey(Thread(thread)), Network, Visibility.Public,
            new Reading(Urgencies[arrival.Priority], Asked(arrival.Class), LanguageCode(ContactDesk.Parts(arrival.Class).Language)),
            Values[arrival.Tier], 0, At(arrival.At), phase == Phase.Open ? 1 : 0, MessageKey.Of(Network, Thread(thread))));

    private static QueuePolicy Queue(int @class)
    {
        var (language, topic, hard) = ContactDesk.Parts(@class);
        return new QueuePolicy(
            $"q{@class:d3}", new QueueMatch(Topics: [Asked(@class)], Languages: [LanguageCode(language)]),
            [new SkillLevel(Language(language), 1), new SkillLevel(Topic(topic), hard ? Staff.Hard : 1)], RequireLanguage: false,
            new ServiceLevel((int)Terms.Within[0], (int)Terms.Within[1], (int)Terms.Within[2], (int)Terms.Within[3], .9), OpeningHours.Always);
    }

    /// <summary>What a classifier would have read: the topic, and whether it is a hard case.</summary>
    private static string Asked(int @class)
    {
        var (_, topic, hard) = ContactDesk.Parts(@class);
        return hard ? Topic(topic) + "-hard" : Topic(topic);
    }

    private static string Topic(int topic) => $"topic{topic:d2}";

    private static string LanguageCode(int language) => $"l{language}";

    private static string Language(int language) => $"lang:{LanguageCode(language)}";
}
