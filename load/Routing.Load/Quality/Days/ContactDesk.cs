namespace Routing.Load.Quality.Days;

/// <summary>The contact desk of the study: one day of 12 hours. A class is (language, topic, whether level 3 is asked for).</summary>
public static class ContactDesk
{
    public const double MeanWork = 540;
    public const double Close = 12 * Staff.Hour;
    public const double Noon = 4 * Staff.Hour;
    public const int Slots = 3;

    private const double WorkVariation = .8;
    private const double HardShare = .25;
    private const int Streams = 2;

    /// <summary>Where a crisis strikes, by rank of the topic in a usual day.</summary>
    private static readonly int[] CrisisTopics = [1, 4, 9];

    /// <summary>Attention to each of one, two, three threads: together 1, 1.6, 1.95.</summary>
    public static readonly double[] Rates = [0, 1, .80, .65];

    public static int ClassOf(int language, int topic, bool hard) => (((language * Staff.Topics) + topic) * 2) + (hard ? 1 : 0);

    public static (int Language, int Topic, bool Hard) Parts(int @class) =>
        (@class / 2 / Staff.Topics, @class / 2 % Staff.Topics, @class % 2 == 1);

    public static Day Of(Scenario scenario, long seed) => Of(scenario, seed, Staff.Of(seed, scenario.Twins));

    public static Day Of(Scenario scenario, long seed, Person[] people)
    {
        var classes = Staff.Languages * Staff.Topics * 2;
        var speeds = new float[people.Length * classes];
        var shares = new double[classes];
        for (var c = 0; c < classes; c++)
        {
            var (language, topic, hard) = Parts(c);
            shares[c] = Staff.LanguageShares[language] * Staff.TopicShares[topic] * (hard ? HardShare : 1 - HardShare);
            for (var agent = 0; agent < people.Length; agent++)
            {
                var level = people[agent].Speaks[language] ? people[agent].Levels[topic] : 0;
                if (level >= (hard ? Staff.Hard : 1)) speeds[(agent * classes) + c] = SpeedOf(level);
            }
        }

        double Usual(double at) =>
            scenario.Load * people.Count(person => person.From <= at && at < person.Until) * Slots * Rates[Slots] / MeanWork;

        return new Day(
            [.. people.Select(person => (person.From, person.Until))], speeds, [.. Enumerable.Range(0, classes).Select(c => c & ~1)], Rates, shares,
            Usual, MeanWork, Close, Arrivals(scenario, seed, Usual));
    }

    /// <summary>Level 1 to 5: .85 to 1.15.</summary>
    public static float SpeedOf(int level) => .85f + (.075f * (level - 1));

    /// <summary>A Poisson stream by thinning (Lewis and Shedler 1979). When and what have streams of their own.</summary>
    private static Arrival[] Arrivals(Scenario scenario, long seed, Func<double, double> usual)
    {
        var (when, what) = (new Draw(seed, Streams), new Draw(seed, Streams + 1));
        var most = usual(Noon) * Scenario.SpikeFactor;
        var arrivals = new List<Arrival>(24_000);
        for (var at = when.Exponential(1 / most); at < Close; at += when.Exponential(1 / most))
        {
            var spike = at >= Noon && at < Noon + (scenario.SpikeMinutes * 60);
            var (rate, chance) = (usual(at), when.Uniform() * most);
            if (chance >= rate * (spike ? Scenario.SpikeFactor : 1)) continue;
            arrivals.Add(Drawn(scenario, at, what, crisis: scenario.OnThreeTopics && chance >= rate));
        }

        return [.. arrivals];
    }

    private static Arrival Drawn(Scenario scenario, double at, Draw what, bool crisis)
    {
        var language = what.Pick(Staff.LanguageShares);
        var usualTopic = what.Pick(Staff.TopicShares);
        var crisisTopic = CrisisTopics[what.Below(CrisisTopics.Length)];
        var hard = what.Uniform() < HardShare;
        var priority = what.Pick(Terms.PriorityShares);
        var tier = what.Pick(Terms.TierShares);
        var work = what.Lognormal(MeanWork, WorkVariation);
        var patience = what.Exponential(Terms.Patience[priority]) * scenario.Patience;
        return new Arrival(
            at, ClassOf(language, crisis ? crisisTopic : usualTopic, hard), priority, tier, Terms.Weight(priority, tier), work, patience,
            Terms.Within[priority]);
    }
}
