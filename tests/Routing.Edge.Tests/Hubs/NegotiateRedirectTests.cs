using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Routing.Edge.Hubs;

namespace Routing.Edge.Tests.Hubs;

public sealed class NegotiateRedirectTests
{
    [Fact]
    public async Task Whoever_negotiates_with_a_token_is_sent_to_the_silo_itself_once()
    {
        var sent = await Negotiate("/hubs/agent/negotiate", "?negotiateVersion=1", "Bearer t");

        Assert.Equal("https://silo-1.example.org/hubs/agent?here=1", sent);
        Assert.Null(await Negotiate("/hubs/agent/negotiate", "?here=1&negotiateVersion=1", "Bearer t"));
    }

    [Theory]
    [InlineData("/hubs/agent/negotiate", null)]
    [InlineData("/hubs/agent", "Bearer t")]
    [InlineData("/v1/messages", "Bearer t")]
    public async Task A_page_with_a_cookie_and_whatever_is_no_negotiation_stay(string path, string? token) =>
        Assert.Null(await Negotiate(path, "", token));

    /// <returns>Where it was sent; null: it was let through.</returns>
    private static async Task<string?> Negotiate(string path, string query, string? token)
    {
        var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services, Response = { Body = new MemoryStream() } };
        (http.Request.Method, http.Request.Path, http.Request.QueryString) = ("POST", path, new QueryString(query));
        if (token is not null) http.Request.Headers.Authorization = token;
        var passed = false;
        await new NegotiateRedirect(new Uri("https://silo-1.example.org/")).Answer(http, _ =>
        {
            passed = true;
            return Task.CompletedTask;
        });
        if (passed) return null;
        http.Response.Body.Position = 0;
        return (await JsonSerializer.DeserializeAsync<JsonElement>(http.Response.Body)).GetProperty("url").GetString();
    }
}
