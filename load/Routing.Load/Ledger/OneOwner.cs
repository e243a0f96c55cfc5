namespace Routing.Load.Ledger;

/// <summary>No two agents hold a thread at the same time.</summary>
public static class OneOwner
{
    public static IEnumerable<Finding> Check(Run run)
    {
        foreach (var thread in Holds.Of(run).GroupBy(hold => hold.Thread))
        {
            Hold? longest = null;
            foreach (var hold in thread.OrderBy(hold => hold.From))
            {
                if (longest is not null && hold.Agent != longest.Agent && hold.From < longest.Until)
                    yield return new Finding(Fault.TwoOwners,
                        $"thread {hold.Thread} was held by {longest.Agent} (epoch {longest.Epoch}) and {hold.Agent} (epoch {hold.Epoch})");
                if (longest is null || hold.Until > longest.Until) longest = hold;
            }
        }
    }
}
