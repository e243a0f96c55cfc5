namespace Routing.Load.Quality.Days;

/// <summary>An agent of a simulated day.</summary>
/// <param name="From">Seconds after opening.</param>
/// <param name="Levels">By topic, 1–5; 0: none.</param>
public sealed record Person(double From, double Until, bool[] Speaks, int[] Levels);

/// <summary>Who works: 200 agents in three staggered shifts. Languages are as frequent among agents as among customers (Zipf's law), topics
/// are known evenly, and in each shift there is somebody for each language and topic at level 3.</summary>
/// <remarks>How many languages and topics an agent has is not in the published description; chosen on seeds 101 and 102 so that the peers'
/// rows come out as published.</remarks>
public static class Staff
{
    public const int Agents = 200;
    public const int Languages = 10;
    public const int Topics = 30;
    public const int Hard = 3;
    public const double Hour = 3600;
    public const double ShiftHours = 8;

    private const int Stream = 1;
    private const int TwinsInGroup = 4;

    /// <summary>Share of agents who speak one, two, three languages.</summary>
    private static readonly double[] LanguagesShares = [.45, .35, .20];
    private static readonly double[] Starts = [0, 2 * Hour, 4 * Hour];

    public static readonly double[] LanguageShares = Zipf(Languages);
    public static readonly double[] TopicShares = Zipf(Topics);

    /// <summary>Topics that an agent knows before gaps are filled.</summary>
    private const int TopicsLeast = 6;
    private const int TopicsMost = 10;

    public static Person[] Of(long seed, bool twins)
    {
        var draw = new Draw(seed, Stream);
        var people = new Person[Agents];
        for (var i = 0; i < Agents; i++)
        {
            var from = Starts[i % Starts.Length];
            people[i] = Someone(draw, from);
            var first = i - (i % (Starts.Length * TwinsInGroup)) + (i % Starts.Length);
            if (twins && first < i) people[i] = new Person(from, from + (ShiftHours * Hour), people[first].Speaks, people[first].Levels);
        }

        for (var shift = 0; shift < Starts.Length; shift++) FillGaps(draw, [.. people.Where((_, i) => i % Starts.Length == shift)]);
        return people;
    }

    /// <summary>Share of each of so many things, the k-th most frequent 1/k of the first (Zipf 1949).</summary>
    private static double[] Zipf(int count)
    {
        var sum = Enumerable.Range(1, count).Sum(rank => 1.0 / rank);
        return [.. Enumerable.Range(1, count).Select(rank => 1.0 / rank / sum)];
    }

    private static Person Someone(Draw draw, double from)
    {
        var person = new Person(from, from + (ShiftHours * Hour), new bool[Languages], new int[Topics]);
        for (var left = 1 + draw.Pick(LanguagesShares); left > 0;)
        {
            var language = draw.Pick(LanguageShares);
            if (person.Speaks[language]) continue;
            person.Speaks[language] = true;
            left--;
        }

        for (var left = TopicsLeast + draw.Below(TopicsMost - TopicsLeast + 1); left > 0;)
        {
            var topic = draw.Below(Topics);
            if (person.Levels[topic] > 0) continue;
            person.Levels[topic] = 1 + draw.Below(5);
            left--;
        }

        return person;
    }

    private static void FillGaps(Draw draw, Person[] shift)
    {
        for (var language = 0; language < Languages; language++)
        {
            if (!shift.Any(person => person.Speaks[language])) shift[draw.Below(shift.Length)].Speaks[language] = true;
            var speakers = shift.Where(person => person.Speaks[language]).ToArray();
            for (var topic = 0; topic < Topics; topic++)
            {
                if (!speakers.Any(person => person.Levels[topic] >= Hard)) speakers[draw.Below(speakers.Length)].Levels[topic] = Hard;
            }
        }
    }
}
