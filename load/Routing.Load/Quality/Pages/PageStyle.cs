namespace Routing.Load.Quality.Pages;

/// <summary>How the page looks: the reader's theme, from a phone of 360 pixels to a wall.</summary>
internal static class PageStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --ink: #1c2430; --quiet: #5d6877; --paper: #fbfbfa; --card: #ffffff; --rule: #dfe3e8;
          --ours: #0b7a5b; --peer: #8fa3bd; --deadline: #c98b2b; --reference: #cfd6de; --a: #b4532a; --b: #4a6fa5; --c: #c98b2b; --d: #9aa4b1;
          --yes: #0b7a5b; --no: #b3261e; --spike: #f3e3c8; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6eaf0; --quiet: #9aa6b5; --paper: #12161c; --card: #1a2029; --rule: #2c3542;
            --ours: #3fc79a; --peer: #5f7693; --deadline: #d9a24a; --reference: #3c4754; --a: #e08a5f; --b: #7fa6de; --c: #d9a24a; --d: #6b7786;
            --yes: #3fc79a; --no: #ff8a80; --spike: #3a3122; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: clamp(15px, .35vw + 13px, 22px)/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }
        header, main { max-width: min(94vw, 2600px); margin: 0 auto; padding: 0 4px; }
        h1 { font-size: 1.8em; line-height: 1.2; margin: 1em 0 .3em; } h2 { font-size: 1.3em; margin: 2em 0 .4em; } h3 { margin: 1.4em 0 .4em; font-size: 1.05em; }
        header p, .note { max-width: 72ch; } .note { color: var(--quiet); margin: .2em 0 1em; } small { color: var(--quiet); font-weight: normal; font-size: .85em; }
        .cards, .charts { display: grid; gap: 14px; }
        .cards { grid-template-columns: repeat(auto-fill, minmax(min(100%, 19em), 1fr)); margin-top: 1.5em; }
        .charts { grid-template-columns: repeat(auto-fill, minmax(min(100%, 27em), 1fr)); }
        .card, figure { background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: 12px 14px; margin: 0; }
        .card h3 { margin: 0 0 .3em; } .big { font-size: 1.5em; font-weight: 700; margin: 0 0 .2em; } .card ul { margin: 0; padding: 0; list-style: none; } figcaption { margin-bottom: 6px; }
        svg { width: 100%; height: auto; display: block; font: 12px system-ui, "Segoe UI", Roboto, sans-serif; } text { fill: var(--ink); }
        text.quiet { fill: var(--quiet); } text.strong { font-weight: 700; fill: var(--ours); }
        .bar.ours { fill: var(--ours); background: var(--ours); } .bar.peer { fill: var(--peer); background: var(--peer); }
        .bar.deadline { fill: var(--deadline); background: var(--deadline); } .bar.reference { fill: var(--reference); background: var(--reference); }
        .grid { stroke: var(--rule); } .error { stroke: var(--ink); stroke-width: 1.4; } .whisker { stroke: var(--quiet); } .spike { fill: var(--spike); }
        .bound { stroke: var(--no); stroke-dasharray: 4 3; } .line { fill: none; stroke-width: 1.8; } .line.a { stroke: var(--a); } .line.b { stroke: var(--b); }
        .line.c { stroke: var(--c); } .line.d { stroke: var(--d); stroke-dasharray: 5 3; } .line.ours { stroke: var(--ours); stroke-width: 3; }
        .key { display: flex; flex-wrap: wrap; gap: .3em 1.4em; margin: .4em 0; } .key i { display: inline-block; width: 1.1em; height: .7em; border-radius: 2px; margin-right: .45em; }
        .key.a { background: var(--a); } .key.b { background: var(--b); } .key.c { background: var(--c); } .key.d { background: var(--d); } i.key.ours { background: var(--ours); }
        .wide { overflow-x: auto; background: var(--card); border: 1px solid var(--rule); border-radius: 8px; } table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; padding: .35em .8em; border-bottom: 1px solid var(--rule); } tr:last-child td { border-bottom: 0; } .nowrap { white-space: nowrap; }
        .figures td:not(:first-child), .figures th:not(:first-child) { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        .figures td:first-child { min-width: 15em; } th { color: var(--quiet); font-weight: 600; } tr.ours td { font-weight: 700; color: var(--ours); }
        .yes { color: var(--yes); } .no { color: var(--no); } .open { color: var(--quiet); white-space: nowrap; }
        """;
}
