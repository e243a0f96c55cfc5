using Routing.Load.Quality.Checks;

namespace Routing.Load.Tests.Quality;

public sealed class BankTests
{
    [Fact]
    public void A_choice_that_the_credit_explains_and_arrival_does_not()
    {
        BankCall[] calls =
        [
            Call(1, enters: 100, exit: 300),
            Call(2, enters: 150, exit: 200),
            Call(1, enters: 40, exit: 190),
        ];

        var found = BankReplay.Of(calls);

        Assert.Equal(2, found.Picks);
        Assert.Equal(1, found.ByCredit);
        Assert.Equal(.5, found.ByArrival);
    }

    private static BankCall Call(int priority, double enters, double exit) =>
        new(990201, priority, "PS", enters, Queued: true, exit, Served: true, exit, exit + 60, "ANN");
}
