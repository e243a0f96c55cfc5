using Routing.Load.Quality.Days;
using Routing.Load.Quality.Floors;
using Routing.Load.Quality.Policies;

namespace Routing.Load.Tests.Quality;

public sealed class PolicyTests
{
    // All come while the only agent works on the first until 600.
    private static readonly Arrival First = TinyDay.Thread(0);
    private static readonly Arrival ExpiredNormal = TinyDay.Thread(10, priority: 2, within: 300);
    private static readonly Arrival SafeUrgent = TinyDay.Thread(20, priority: 0, within: 3000);
    private static readonly Arrival TightLow = TinyDay.Thread(30, priority: 3, within: 650);

    [Fact]
    public void First_come_first_served() => Assert.Equal([0, 1, 2, 3], Order(new Fifo()));

    [Fact]
    public void The_higher_priority_first_whatever_the_age() => Assert.Equal([0, 2, 1, 3], Order(new StrictPriority()));

    [Fact]
    public void Ageing_is_minutes_waited_plus_points() => Assert.Equal([0, 2, 1, 3], Order(new LinearAgeing()));

    [Fact]
    public void The_earliest_deadline_first_even_when_it_has_passed() => Assert.Equal([0, 1, 3, 2], Order(new EarliestDeadline()));

    [Fact]
    public void What_has_expired_no_longer_outranks_what_can_be_saved() => Assert.Equal([0, 3, 2, 1], Order(new ShortestTimeToExtinction()));

    [Fact]
    public void The_index_saves_what_is_about_to_be_missed() => Assert.Equal(3, Order(new MissIndex(0))[1]);

    [Fact]
    public void A_credit_of_waiting_lets_priority_customers_pass_those_who_came_up_to_90_s_earlier()
    {
        Arrival[] arrivals = [First, TinyDay.Thread(95, 1), TinyDay.Thread(100, 1), TinyDay.Thread(189, 0)];

        Assert.Equal([0, 1, 3, 2], Order(new WaitingCredit(90), arrivals, i => i));
    }

    [Fact]
    public void An_agent_with_two_threads_works_on_each_at_the_rate_of_two()
    {
        var day = TinyDay.Of(1, 5000, TinyDay.Thread(0), TinyDay.Thread(100), TinyDay.Thread(200), TinyDay.Thread(300)) with { Rates = [0, 1, .8, .65] };
        var floor = Floor.Play(day, new SharedQueue(new Fifo(), new LoadRatio()));

        // 600 = 100 + .8 × 100 + .65 × (t − 200): the first ends at 846.15, and the fourth begins.
        Assert.Equal(846.15, floor.Answers[3].At, 2);
    }

    [Fact]
    public void The_choice_is_between_agents_with_room()
    {
        var day = TinyDay.Of(2, 2, [1, 0, .9f, 1], 5000, TinyDay.Thread(0), TinyDay.Thread(1)) with { Rates = [0, 1] };

        Assert.Equal([0, 1], Floor.Play(day, new SharedQueue(new Fifo(), new BestWorker())).Answers.Select(answer => answer.Agent));
    }

    [Fact]
    public void A_pushed_thread_waits_for_its_agent_though_another_is_free()
    {
        var day = TinyDay.Of(2, 5000, TinyDay.Thread(0), TinyDay.Thread(1) with { Work = 10 }, TinyDay.Thread(2));

        Assert.Equal(600, Floor.Play(day, new PushAtArrival()).Answers[2].At, 6);
    }

    private static int[] Order(IRule rule) => Order(rule, [First, ExpiredNormal, SafeUrgent, TightLow], i => i);

    private static int[] Order(IRule rule, Arrival[] arrivals, Func<int, int> name)
    {
        var answers = Floor.Play(TinyDay.Of(1, 5000, arrivals), new SharedQueue(rule, new LoadRatio())).Answers;
        return [.. Enumerable.Range(0, answers.Length).OrderBy(i => answers[i].At).Select(name)];
    }
}
