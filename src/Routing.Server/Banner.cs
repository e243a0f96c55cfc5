using Routing.Edge;
using Routing.Edge.Auth;

namespace Routing.Server;

/// <summary>What the server says once it listens: where it is, links to sign in, and the first thing to try.</summary>
public static class Banner
{
    /// <summary>How long the printed tokens are good for; each start prints new ones, the older stay good.</summary>
    private static readonly TimeSpan TokensFor = TimeSpan.FromDays(90);

    /// <param name="url">Where it really listens: the port may have been 0.</param>
    public static void Print(TextWriter to, string url, ServerOptions options, EdgeOptions edge, Tokens tokens)
    {
        url = url.TrimEnd('/').Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
            .Replace("://[::]", "://localhost", StringComparison.Ordinal);
        var integration = tokens.Mint(new(Seed.Workspace, Roles.Integration, Seed.Integration), TokensFor);
        var operates = tokens.Mint(new(Caller.AnyWorkspace, Roles.Admin, Seed.Operator), TokensFor);
        to.WriteLine($$"""

            Routing listens on {{url}}   data: {{options.Data.FullName}}

            Sign in (links are good for {{edge.SignInFor.TotalHours:0}} hours{{(options.Demo ? "; Ann's place is yours, Bob and Cho are played" : "")}})
              agent Ann    {{Link(Roles.Agent, "ann")}}
              agent Bob    {{Link(Roles.Agent, "bob")}}
              agent Cho    {{Link(Roles.Agent, "cho")}}
              supervisor   {{Link(Roles.Supervisor, Seed.Supervisor)}}
              admin        {{Link(Roles.Admin, Seed.Admin)}}

            Post a message
              TOKEN={{integration}}
              curl -s {{url}}/v1/messages -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \
                -d '{"channel":"x","id":"1","author":{"id":"42","handle":"kim"},"text":"My parcel never arrived!"}'

            Make workspaces and tokens (POST /v1/workspaces, /v1/tokens)
              ADMIN={{operates}}

            The API: {{url}}/openapi/v1.json
            """);

        string Link(string role, string subject) => $"{url}/signin?ticket={tokens.Ticket(new(Seed.Workspace, role, subject), edge.SignInFor)}";
    }
}
