using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Routing.Web.Tests.Browser;

/// <summary>axe-core, put into a page once however often it is asked. Its own binding for Playwright puts it anew into the page and into a second
/// one at each question, which takes seconds.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Script = new(Read);

    // Where each element is that passed need not be said, there are no frames, and style sheets need not be fetched again.
    private const string Run = """
        async rules => {
          const found = await axe.run(document, {
            resultTypes: ['violations'], iframes: false, preload: false, ...rules.length === 0 ? {} : { runOnly: { type: 'rule', values: rules } },
          });
          return found.violations.map(each => `${each.id}: ${each.help}: ${each.nodes.map(node => node.target.join(' ')).join(', ')}`);
        }
        """;

    /// <param name="rules">Only these; none: all.</param>
    /// <returns>What is violated, and where.</returns>
    public static async Task<string[]> Violations(IPage page, params string[] rules)
    {
        if (await page.EvaluateAsync<bool>("() => window.axe === undefined")) await page.EvaluateAsync(Script.Value);
        return await page.EvaluateAsync<string[]>(Run, rules);
    }

    private static string Read()
    {
        var assembly = typeof(AxeResult).Assembly;
        using var stream = assembly.GetManifestResourceStream($"{assembly.GetName().Name}.Resources.axe.min.js")
            ?? throw new InvalidOperationException("axe-core is not where this version of its package had it.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
