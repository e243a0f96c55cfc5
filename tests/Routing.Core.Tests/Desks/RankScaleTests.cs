using Routing.Core.Desks.Matching;

namespace Routing.Core.Tests.Desks;

public sealed class RankScaleTests
{
    [Fact]
    public void The_own_logarithm_is_the_real_one()
    {
        for (var x = 0.001; x < 100; x *= 1.01) Assert.Equal(Math.Log(x), RankScale.Logarithm(x), 1e-12);
    }
}
