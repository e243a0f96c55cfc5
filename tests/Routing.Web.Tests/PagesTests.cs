using System.Diagnostics;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Routing.Web.Tests.Browser;

namespace Routing.Web.Tests;

[Collection(nameof(PageVisitors))]
public class PagesTests(Visitors visitors)
{
    /// <summary>Bytes of all scripts and styles, as they travel.</summary>
    private const int MostBytes = 150 * 1024;

    [Fact]
    public void All_scripts_and_styles_together_stay_below_150_kB_gzipped()
    {
        var files = PageFile.All.Where(file => file.Path.EndsWith(".js", StringComparison.Ordinal) || file.Path.EndsWith(".css", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count >= 4, "The pages are not in the assembly.");
        Assert.InRange(files.Sum(file => (file.Zipped ?? file.Content).Length), 1, MostBytes);
    }

    [Fact]
    public void No_page_names_another_host()
    {
        foreach (var file in PageFile.All.Where(file => !file.ContentType.StartsWith("text/javascript", StringComparison.Ordinal)))
        {
            var hosts = Regex.Matches(System.Text.Encoding.UTF8.GetString(file.Content), @"https?://[^/""'\s)]+", RegexOptions.None, TimeSpan.FromSeconds(5));
            // The name of the SVG vocabulary is never fetched.
            Assert.Equal([], hosts.Select(host => host.Value).Where(host => host != "http://www.w3.org"));
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/desk/some-thread")]
    [InlineData("/board/policy")]
    public async Task Each_page_comes_with_a_strict_policy_and_is_asked_for_anew(string path)
    {
        using var client = visitors.Server.Client(null);
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.StartsWith("default-src 'none'; script-src 'self';", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(answer.Headers.CacheControl!.NoCache);

        client.DefaultRequestHeaders.IfNoneMatch.Add(answer.Headers.ETag!);
        using var again = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(304, (int)again.StatusCode);
    }

    [Fact]
    public async Task Scripts_are_kept_for_ever_and_travel_zipped()
    {
        using var client = visitors.Server.Client(null);
        client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        var script = PageFile.All.First(file => file.Path.EndsWith(".js", StringComparison.Ordinal));
        using var answer = await client.GetAsync(new Uri("/" + script.Path, UriKind.Relative));
        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(answer.Headers.CacheControl!.MaxAge >= TimeSpan.FromDays(365));
    }

    [Fact]
    public async Task What_the_pages_work_out_without_a_browser_is_right()
    {
        using var tests = Process.Start(new ProcessStartInfo("npm", ["test", "--silent"])
        {
            WorkingDirectory = Folder(), RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;
        var complaints = tests.StandardError.ReadToEndAsync();
        var output = await tests.StandardOutput.ReadToEndAsync();
        await tests.WaitForExitAsync();
        Assert.True(tests.ExitCode == 0, output + await complaints);
        Assert.Contains("# fail 0", output, StringComparison.Ordinal);
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", "Routing.Web"));
}
