using Routing.Load.Quality.Floors;

namespace Routing.Load.Tests.Quality;

/// <summary>What holds on a floor, whoever decides.</summary>
public sealed class FloorTests
{
    [Fact]
    public void Above_an_agents_slots_the_most_urgent_may_begin_and_all_share_what_the_agent_gets_done()
    {
        var router = new StartsAtOnce();

        Floor.Play(TinyDay.Of(1, 5000, TinyDay.Thread(0), TinyDay.Thread(300, priority: 0)), router, overflow: 1);

        // Half done when the other comes, then at half the pace; the other has its second half for itself.
        Assert.Equal([(0, 900.0), (1, 1_200.0)], router.Ended);
    }

    [Fact]
    public void Nothing_else_may()
    {
        var day = TinyDay.Of(1, 5000, TinyDay.Thread(0), TinyDay.Thread(300, priority: 1));

        Assert.Contains("no room", Assert.Throws<InvalidOperationException>(() => Floor.Play(day, new StartsAtOnce(), overflow: 1)).Message);
    }

    [Fact]
    public void Without_such_a_slot_not_even_the_most_urgent()
    {
        var day = TinyDay.Of(1, 5000, TinyDay.Thread(0), TinyDay.Thread(300, priority: 0));

        Assert.Contains("no room", Assert.Throws<InvalidOperationException>(() => Floor.Play(day, new StartsAtOnce())).Message);
    }

    private sealed class StartsAtOnce : IRouter
    {
        private Floor _floor = null!;

        public List<(int Thread, double At)> Ended { get; } = [];

        public void Open(Floor floor) => _floor = floor;

        public void CameOn(int agent)
        {
        }

        public void WentOff(int agent)
        {
        }

        public void Arrived(int thread) => _floor.Start(thread, 0);

        public void Left(int thread)
        {
        }

        public void Finished(int thread, int agent) => Ended.Add((thread, Math.Round(_floor.Now, 6)));

        public void Woke()
        {
        }
    }
}
