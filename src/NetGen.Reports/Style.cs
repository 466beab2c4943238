namespace NetGen.Reports;

/// <summary>How a page looks: light or dark as the reader has chosen, on any width.</summary>
internal static class Style
{
    public const string Text = """

        :root { color-scheme: light dark; --text: #1b1f24; --back: #ffffff; --line: #d0d7de; --right: #2da44e; --wrong: #d1242f; }
        @media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --back: #0d1117; --line: #30363d; --right: #3fb950; --wrong: #f85149; } svg { filter: invert(0.9) hue-rotate(180deg); } }
        body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; border-bottom: 1px solid var(--line); padding-bottom: .3rem; margin-top: 2rem; }
        figure { margin: 1rem 0; } svg { width: 100%; height: auto; } figcaption { font-size: .85rem; }
        .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: .5rem; } .grid figure { margin: 0; }
        .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); gap: 1rem 1.5rem; align-items: start; } .charts figure { margin: 0; min-width: 0; } .charts figcaption { font-weight: 600; }
        .names { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem .9rem; margin: .2rem 0; padding: 0; font-size: .85rem; } .stroke { width: 1.75rem; height: .5rem; vertical-align: middle; }
        .seen { font-size: .85rem; margin: .2rem 0; } details { font-size: .85rem; } summary { cursor: pointer; } nav ul { columns: 22rem; padding-left: 1.2rem; } a { color: inherit; }
        .wide { overflow-x: auto; margin-top: 1rem; } table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
        th, td { padding: .25rem .6rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; } th:first-child { text-align: left; white-space: normal; min-width: 8rem; }
        .confusion td[style] { background: color-mix(in srgb, var(--of) var(--share), transparent); }
        pre { overflow-x: auto; }

        """;
}
