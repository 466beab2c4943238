using System.Text.RegularExpressions;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

/// <summary>The page of a rule, with its examples as code that can be run.</summary>
internal sealed partial class RulePage
{
    private RulePage(string id, string text)
    {
        Id = id;
        Text = text;
        Examples = [.. ExampleText().Matches(text).Select(match => new RuleExample(id, match.Groups["config"].Value, match.Groups["code"].Value))];
    }

    public string Id { get; }

    public string Text { get; }

    /// <summary>In the order of the page: bad, good.</summary>
    public IReadOnlyList<RuleExample> Examples { get; }

    public RuleExample Bad => Examples[0];

    public RuleExample Good => Examples[1];

    public static RulePage Read(string id) => new(id, File.ReadAllText(Path.Combine(RuleContractTests.Root, "docs", "rules", id + ".md")));

    [GeneratedRegex(@"## (Bad|Good)\n+(```ini\n(?<config>.*?)```\n+)?```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex ExampleText();
}

/// <summary>One example of a page.</summary>
/// <param name="Config">The .editorconfig that belongs to it, or nothing.</param>
internal sealed record RuleExample(string Id, string Config, string Code)
{
    /// <summary>Statements of an example follow its declarations; they are put where statements may stand.</summary>
    public string Source
    {
        get
        {
            string[] lines = Code.Split('\n');
            string statements = string.Join('\n', lines.Where(line => line.StartsWith("var ", StringComparison.Ordinal)));
            string declarations = string.Join('\n', lines.Where(line => !line.StartsWith("var ", StringComparison.Ordinal)));
            return statements.Length == 0 ? declarations : $"{declarations}\nstatic class Program {{ static void Main() {{ {statements} }} }}\n";
        }
    }

    /// <summary>The example in namespaces of its own.</summary>
    /// <param name="projects">Numbers of documents.</param>
    public EditorProject Open(string config = "", params int[] projects)
    {
        int next = 0;
        string[][] sources = [.. projects.Select(documents => Enumerable.Range(0, documents).Select(_ => $"namespace Example{next++};\n{Source}").ToArray())];
        return Open(config, sources);
    }

    /// <summary>Other sources under the same configuration.</summary>
    public EditorProject Open(string config, string[][] sources)
    {
        // What holds for all files stands in a file of its own.
        bool isGlobal = Config.Contains("is_global", StringComparison.Ordinal);
        string[] configs = [.. (isGlobal ? [Config, config] : new[] { $"{Config}\n{config}" }).Where(text => text.Trim().Length > 0)];
        return new EditorProject(configs, [.. Analyzers], sources)
        {
            // The rules about generated code, and no others, look at it.
            RunsGenerator = Id.StartsWith("NG6", StringComparison.Ordinal),
        };
    }

    /// <summary>What all analyzers say of the example.</summary>
    public async Task<Diagnostic[]> DiagnoseAsync(string config = "")
    {
        using EditorProject editor = Open(config, 1);
        return [.. await editor.DiagnoseAsync()];
    }

    private static IEnumerable<DiagnosticAnalyzer> Analyzers => RuleContractTests.Analyzers;
}
