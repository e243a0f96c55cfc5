using Routing.Edge.Http;

namespace Routing.Edge.Tests.Http;

public class AgentsCsvTests
{
    [Fact]
    public void What_is_written_is_read_again()
    {
        AgentDocument[] agents =
        [
            new("ann", "Ann \"A\", senior", new Dictionary<string, int> { ["billing"] = 3, ["lang:fr"] = 5 }, 4, 0, false, []),
            new("bob", "Bob", new Dictionary<string, int>(), 1, 0, false, []),
        ];

        var (read, wrongs) = AgentsCsv.Parse(AgentsCsv.Write(agents));

        Assert.Empty(wrongs);
        Assert.Equal(["ann", "bob"], read.Select(agent => agent.Id));
        Assert.Equal(("Ann \"A\", senior", 4), (read[0].Form.Name, read[0].Form.Slots));
        Assert.Equal(agents[0].Skills, read[0].Form.Skills);
    }

    [Fact]
    public void Every_wrong_line_is_named()
    {
        var (_, wrongs) = AgentsCsv.Parse(
            "id,name,skills,slots\r\nann,Ann,billing:3,4\r\nann,Ann,,4\r\n,No id,,1\r\n"
            + "bob,Bob,billing,1\r\ncho,Cho,billing:9,1\r\ndan,Dan,,500\r\neve,\"Eve,,1\r\n");

        Assert.Equal([(3, "id"), (4, "id"), (5, "skills"), (6, "skills.billing"), (7, "slots"), (8, "")],
            wrongs.Select(wrong => (wrong.Line, wrong.Wrong.Field)));
    }

    [Fact]
    public void A_table_without_its_header_is_refused() => Assert.Equal(1, AgentsCsv.Parse("ann,Ann,,4").Wrongs[0].Line);
}
