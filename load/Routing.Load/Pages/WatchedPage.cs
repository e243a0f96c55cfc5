using System.Text.Json;
using Microsoft.Playwright;

namespace Routing.Load.Pages;

/// <summary>One page that says when what was waited for came into it, how long its tasks were, and how much memory it holds.</summary>
public sealed class WatchedPage
{
    /// <summary>What is waited for at most: far above what is allowed, so that what is late is measured and not merely missing.</summary>
    private const int PatienceMs = 30_000;

    /// <summary>Runs in the page before its own scripts. `routingSees` answers with the time at which the text stood in the element.</summary>
    private const string Watcher = """
        (() => {
          window.routingTasks = [];
          new PerformanceObserver(list => { for (const task of list.getEntries()) window.routingTasks.push(task.duration); }).observe({ type: 'longtask' });
          window.routingSees = (selector, text) => new Promise(seen => {
            const there = () => [...document.querySelectorAll(selector)].some(element => element.textContent.includes(text));
            if (there()) { seen(Date.now()); return; }
            const watch = new MutationObserver(() => { if (there()) { watch.disconnect(); seen(Date.now()); } });
            watch.observe(document.body, { subtree: true, childList: true, characterData: true });
          });
        })();
        """;

    private readonly ICDPSession _session;

    private WatchedPage(IPage page, ICDPSession session) => (Page, _session) = (page, session);

    public IPage Page { get; }

    public static async Task<WatchedPage> Watch(IPage page, ICDPSession session)
    {
        page.SetDefaultTimeout(PatienceMs);
        await page.AddInitScriptAsync(Watcher);
        await page.GotoAsync("/");
        return new(page, session);
    }

    /// <summary>When the text stood in an element; milliseconds since 1970 on this machine's clock.</summary>
    public async Task<double> Sees(string selector, string text) =>
        await Page.EvaluateAsync<double>("([selector, text]) => window.routingSees(selector, text)", new[] { selector, text }).WaitAsync(TimeSpan.FromMilliseconds(PatienceMs));

    /// <summary>Forgets the long tasks until now: loading a page is not what is measured.</summary>
    public Task ForgetTasks() => Page.EvaluateAsync("() => { window.routingTasks.length = 0; }");

    /// <summary>Milliseconds of each task of more than 50.</summary>
    public async Task<double[]> LongTasks() => await Page.EvaluateAsync<double[]>("() => window.routingTasks");

    /// <summary>Bytes that the page's scripts hold, once everything that nobody holds is collected.</summary>
    public async Task<double> Heap()
    {
        await _session.SendAsync("HeapProfiler.collectGarbage");
        var usage = await _session.SendAsync("Runtime.getHeapUsage");
        return usage!.Value.GetProperty("usedSize").GetDouble();
    }
}
