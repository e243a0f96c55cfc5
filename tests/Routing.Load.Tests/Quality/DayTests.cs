using Routing.Load.Quality.Days;
using Routing.Load.Quality.Figures;
using Routing.Load.Quality.Floors;
using Routing.Load.Quality.Policies;

namespace Routing.Load.Tests.Quality;

public sealed class DayTests
{
    private const long Seed = 7;

    [Fact]
    public void A_seed_is_one_day()
    {
        var (one, two) = (ContactDesk.Of(Scenario.Five[2], Seed), ContactDesk.Of(Scenario.Five[2], Seed));

        Assert.Equal(one.Arrivals, two.Arrivals);
        Assert.Equal(one.Speeds, two.Speeds);
        Assert.NotEqual(one.Arrivals, ContactDesk.Of(Scenario.Five[2], Seed + 1).Arrivals);
    }

    [Fact]
    public void The_staff_of_a_seed_is_the_same_on_a_calm_day_and_in_a_spike() =>
        Assert.Equal(ContactDesk.Of(Scenario.Five[0], Seed).Speeds, ContactDesk.Of(Scenario.Five[3], Seed).Speeds);

    [Fact]
    public void Patient_customers_come_at_the_same_times_with_the_same_work()
    {
        var (usual, patient) = (ContactDesk.Of(Scenario.Five[2], Seed), ContactDesk.Of(Scenario.Patient[0], Seed));

        Assert.Equal(usual.Arrivals.Select(arrival => (arrival.At, arrival.Work, arrival.Class)), patient.Arrivals.Select(arrival => (arrival.At, arrival.Work, arrival.Class)));
        Assert.All(usual.Arrivals.Zip(patient.Arrivals), pair => Assert.Equal(pair.First.Patience * 10, pair.Second.Patience, 6));
    }

    [Fact]
    public void Each_shift_has_somebody_for_each_language_and_topic()
    {
        var people = Staff.Of(Seed, twins: false);

        foreach (var shift in people.GroupBy(person => person.From))
        {
            for (var language = 0; language < Staff.Languages; language++)
            {
                for (var topic = 0; topic < Staff.Topics; topic++)
                    Assert.Contains(shift, person => person.Speaks[language] && person.Levels[topic] >= Staff.Hard);
            }
        }
    }

    [Fact]
    public void Volume_and_mix_are_those_of_the_study()
    {
        var arrivals = Enumerable.Range(1, 5).SelectMany(seed => ContactDesk.Of(Scenario.Five[3], seed).Arrivals).ToList();

        Assert.InRange(arrivals.Count / 5, 19_000, 20_800);
        Assert.InRange(arrivals.Count(arrival => arrival.Priority == 0) / (double)arrivals.Count, .09, .11);
        Assert.InRange(arrivals.Average(arrival => arrival.Work), 525, 555);
        Assert.InRange(arrivals.Where(arrival => arrival.Priority == 3).Average(arrival => arrival.Patience), 10_400, 11_200);
    }

    [Fact]
    public void No_thread_is_lost_or_answered_twice_under_any_policy()
    {
        var day = ContactDesk.Of(Scenario.Five[2], Seed);
        foreach (var contender in Catalogue.Others)
        {
            var floor = Floor.Play(contender.Pooled ? day.Pooled() : day, contender.Router!());
            var figures = DayFigures.Of(floor);
            var waiting = floor.Answers.Count(answer => answer.Fate == Fate.Waiting);

            Assert.Equal(day.Arrivals.Length, figures.Answered + figures.Left + waiting);
            for (var i = 0; i < day.Arrivals.Length; i++)
            {
                var (arrival, answer) = (day.Arrivals[i], floor.Answers[i]);
                if (answer.Fate == Fate.Left) Assert.Equal(arrival.At + arrival.Patience, answer.At, 6);
                if (answer.Fate == Fate.Begun) Assert.InRange(answer.At, arrival.At, arrival.At + arrival.Patience);
            }
        }
    }

    [Fact]
    public void Nobody_gets_a_thread_that_they_lack_the_skill_for()
    {
        var day = ContactDesk.Of(Scenario.Five[4], Seed);
        var floor = Floor.Play(day, new SharedQueue(new Fifo(), new LeastCount()));

        Assert.All(Enumerable.Range(0, day.Arrivals.Length).Where(i => floor.Answers[i].Fate == Fate.Begun),
            i => Assert.True(day.Speed(floor.Answers[i].Agent, day.Arrivals[i].Class) > 0));
    }
}
