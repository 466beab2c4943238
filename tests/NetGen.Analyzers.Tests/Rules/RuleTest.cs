using System.Globalization;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

using NetGen.CodeFixes;
using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

/// <summary>What the tests of all rules do.</summary>
internal static class RuleTest
{
    /// <summary>Exactly the marked places are reported by the rule; what other rules say does not count.</summary>
    public static async Task<Diagnostic[]> Verify(string rule, string source) => [.. await AnalyzerRunner.VerifyAsync(source, rule, new NetworkDeclarationAnalyzer())];

    /// <summary>The one diagnostic of the rule has this message.</summary>
    public static async Task Message(string rule, string source, string message)
    {
        Diagnostic diagnostic = Assert.Single(await Verify(rule, source));
        Assert.Equal(message, diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    /// <summary>The fix makes this of the source, and the rule has nothing more to say; null where no fix is offered.</summary>
    public static async Task Fixed(string rule, string source, string? expected)
    {
        using var editor = new EditorProject([new NetworkDeclarationAnalyzer()], null, [source]);
        Assert.Contains(await editor.DiagnoseAsync(), diagnostic => diagnostic.Id == rule);
        bool isFixed = await editor.FixAsync(rule, new AttributeFixProvider());
        Assert.Equal(expected, isFixed ? (await editor.ReadAsync())[0] : null);
        if (!isFixed) return;
        Assert.DoesNotContain(await editor.DiagnoseAsync(), diagnostic => diagnostic.Id == rule);
        Assert.Empty(await editor.CompileAsync());
    }

    /// <summary>Fix-all in a document, in its project and in the solution changes as much as it should.</summary>
    /// <param name="source">A document with several diagnostics, all of which can be fixed.</param>
    public static async Task FixedAll(string rule, string source, string expected)
    {
        await FixedAll(rule, source, expected, FixAllScope.Document, documents: 1);
        await FixedAll(rule, source, expected, FixAllScope.Project, documents: 2);
        await FixedAll(rule, source, expected, FixAllScope.Solution, documents: 3);
    }

    /// <summary>The rule's diagnostics under an .editorconfig.</summary>
    public static async Task<Diagnostic[]> Configured(string rule, string source, string config)
    {
        using var editor = new EditorProject([new NetworkDeclarationAnalyzer()], config, [source]);
        return [.. (await editor.DiagnoseAsync()).Where(diagnostic => diagnostic.Id == rule)];
    }

    /// <summary>Two documents in one project, one in another, with the same text in namespaces of their own.</summary>
    private static async Task FixedAll(string rule, string source, string expected, FixAllScope scope, int documents)
    {
        string[] names = ["A", "B", "C"];
        string[] sources = [.. names.Select(name => Wrap(name, source))];
        using var editor = new EditorProject([new NetworkDeclarationAnalyzer()], null, [sources[0], sources[1]], [sources[2]]);
        Assert.True(await editor.FixAllAsync(rule, new AttributeFixProvider(), scope));
        string[] wanted = [.. names.Select((name, index) => Wrap(name, index < documents ? expected : source))];
        Assert.Equal(wanted, await editor.ReadAsync());
    }

    private static string Wrap(string name, string source) => $"namespace {name};\n{source}";
}
