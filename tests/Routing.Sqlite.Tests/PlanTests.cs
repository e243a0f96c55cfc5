using System.Text.RegularExpressions;

namespace Routing.Sqlite.Tests;

/// <summary>SQLite chooses how it finds rows; a wrong choice shows only in a large store.</summary>
public sealed class PlanTests
{
    [Fact]
    public void No_statement_of_the_settler_reads_a_whole_table_or_workspace()
    {
        using var folder = new Folder();
        using var database = Database.ForWriting(folder.Database);
        Schema.Store.Ensure(database, folder.Database);
        var writer = new SettlingWriter(database, new SqliteOptions());
        writer.Write([new Entry(Given.Received(1, 1, "text"), 1, 0, null), new Entry(Given.Erasing(Given.Received(1, 1, "").Actor, 2, "m/x/1"), 2, 0, null)]);

        var slow = database.Statements.ToList()
            .Where(sql => Regex.IsMatch(sql, "^(SELECT|UPDATE|DELETE)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
            .SelectMany(sql => Plan(database, sql).Where(IsSlow).Select(step => $"{step}: {sql}"));

        Assert.Empty(slow);
    }

    [Fact]
    public void What_is_asked_of_the_audit_by_thread_or_person_is_found_by_an_index_of_its_own()
    {
        using var folder = new Folder();
        using var database = Database.ForWriting(folder.Database);
        Schema.Store.Ensure(database, folder.Database);
        new AuditQuery(database, Given.Workspace, new("t1", null, null, null)).Run(0, 10);
        new AuditQuery(database, Given.Workspace, new(null, "sue", null, null)).Run(0, 10);

        var plans = database.Statements.Where(sql => sql.Contains("FROM audit INDEXED BY", StringComparison.Ordinal)).ToList()
            .ConvertAll(sql => string.Join('\n', Plan(database, sql)));

        Assert.Contains(plans, plan => plan.Contains("audit_thread", StringComparison.Ordinal));
        Assert.Contains(plans, plan => plan.Contains("audit_who", StringComparison.Ordinal) && plan.Contains("audit_agent", StringComparison.Ordinal));
        Assert.DoesNotContain(plans, plan => plan.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    // The front of a list is read by its order and ends at its limit; everything else must be found by more than its workspace.
    private static bool IsSlow(string step) =>
        (step.StartsWith("SCAN ", StringComparison.Ordinal) && !step.Contains("SUBQUERY", StringComparison.Ordinal) && !step.Contains("CONSTANT ROW", StringComparison.Ordinal))
        || (step.EndsWith("(workspace=?)", StringComparison.Ordinal) && !Regex.IsMatch(step, "^SEARCH (feed|audit) ", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)));

    private static List<string> Plan(Database database, string sql)
    {
        var steps = new List<string>();
        var plan = database.Prepare($"EXPLAIN QUERY PLAN {sql}");
        while (plan.Next()) steps.Add(plan.Text(3));
        return steps;
    }
}
