using System.Globalization;

using Microsoft.CodeAnalysis;

using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG6005_NotOptimizedTests
{
    private const string Debug = "is_global = true\nbuild_property.Optimize = false\n";
    private const string Network = "[Network(4)] [Dense(2)] partial class ";
    private const string Remedy = ". Write <Optimize>true</Optimize> in the project file, or build with -c Release.";

    [Theory]
    [InlineData("N is compiled without optimisation, as in a Debug build, and ten to a hundred times slower for it" + Remedy, "class A;\n" + Network + "N;")]
    [InlineData("N and 1 other network are compiled without optimisation, as in a Debug build, and ten to a hundred times slower for it" + Remedy, Network + "N;\n" + Network + "M;")]
    [InlineData("N and 3 other networks are compiled without optimisation, as in a Debug build, and ten to a hundred times slower for it" + Remedy, Network + "N;\n" + Network + "M;", Network + "O; class P { " + Network + "Inner; }")]
    public async Task Reported_once_in_a_project_at_its_first_network(string message, params string[] sources)
    {
        Diagnostic diagnostic = Assert.Single(await DiagnoseAsync(Debug, sources));
        Assert.Equal(("NG6005", DiagnosticSeverity.Info), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal(message, diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.EndsWith("Source0.cs", diagnostic.Location.SourceTree!.FilePath, StringComparison.Ordinal);
        Assert.Equal("Network(4)", (await diagnostic.Location.SourceTree.GetTextAsync()).ToString(diagnostic.Location.SourceSpan));
    }

    [Fact]
    public async Task Reported_for_each_project()
    {
        using var editor = new EditorProject([new OptimizationAnalyzer()], Debug, [Network + "N;"], [Network + "M;"]);
        Assert.Equal(2, (await editor.DiagnoseAsync()).Length);
    }

    [Theory]
    [InlineData("is_global = true\nbuild_property.Optimize = true\n", Network + "N;")]
    [InlineData(Debug, "class N;")]
    [InlineData(Debug, "[Block] [Dense(2)] class B;")]
    public async Task Not_reported(string config, string source) => Assert.Empty(await DiagnoseAsync(config, source));

    private static async Task<Diagnostic[]> DiagnoseAsync(string config, params string[] sources)
    {
        using var editor = new EditorProject([new OptimizationAnalyzer()], config, sources);
        return [.. await editor.DiagnoseAsync()];
    }
}
