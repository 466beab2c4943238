using System.Globalization;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

using NetGen.Analyzers.Tests.Rules;
using NetGen.CodeFixes;
using NetGen.Generator.Analysis;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests;

/// <summary>One word for one cause: what would go if a fault were mended is said with it, and not again.</summary>
public sealed class CausesTests
{
    private const string Input = "[Network(100, InputMean = 0, InputStd = 1)] ";
    private const string End = " [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;";

    /// <summary>A network of every kind of cause, the only rule that warns, and those that follow from it.</summary>
    public static TheoryData<string, string, string> Kinds => new()
    {
        { Input + "[Dense(100)] [Normal(2)] [ReLU]" + End, "NG1005", "NG4001 NG4004" },
        { Input + "[Dense(100)] [Normal(1)] [Tanh]" + End, "NG1005", "NG4008" },
        { Input + "[Dense(100)] [Ones] [Tanh]" + End, "NG1003", "NG4008" },
        { Input + Repeat(30, "[Dense(100)] [Xavier] [ReLU] ") + End, "NG1001", "NG4002 NG4003" },
        { Input + Repeat(2, "[Dense(100)] [He] [ReLU] [Dropout(0.9)] ") + End, "NG3011", "" },
        { Input + Repeat(10, "[Dense(64)] [He] [Constant(1, Target = Parameter.Bias)] [ReLU] ") + End, "NG1008", "NG4004" },
        { Input + Repeat(5, "[Dense(100)] [Xavier] [Sigmoid] ") + End, "NG2009", "NG4003" },
        { "[Network(16, 8, InputMean = 0, InputStd = 8)] [MultiHeadAttention(2)] [Flatten]" + End, "NG4011", "NG4015" },
        { "[Network(500, 4)] [LSTM(32, ForgetBias = 0, LastStepOnly = true)]" + End, "NG1013", "NG4014" },
        { Input + "[Dense(8)] [He] [ReLU] [Dense(1)] [ReLU] [MeanSquaredError] partial class N;", "NG2006", "NG2011" },
        { Input + "[Dense(64)] [He] [ReLU] [Dense(10)] [Normal(2)] [SoftmaxCrossEntropy] partial class N;", "NG4001", "NG4004" }, // no fault at all
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_follows_is_said_with_its_cause(string source, string causes, string consequences)
    {
        Diagnostic[] all = await DiagnoseAsync(source);
        Diagnostic[] loud = [.. all.Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
        Assert.Equal(causes, string.Join(' ', loud.Select(static diagnostic => diagnostic.Id).Distinct().Order(StringComparer.Ordinal)));
        Assert.Equal(consequences, string.Join(' ', loud.SelectMany(Consequences).Distinct().Order(StringComparer.Ordinal)));

        // Each is said in a sentence, with its place, and is there for who asks for it by its number, without being shown.
        foreach (Diagnostic cause in loud)
        {
            string message = cause.GetMessage(CultureInfo.InvariantCulture);
            Assert.All(Consequences(cause), rule => Assert.Contains($"({rule}", message, StringComparison.Ordinal));
            Assert.Equal(Consequences(cause).Length > 0, message.Contains(". From it follows that ", StringComparison.Ordinal));
        }

        // So is the information that goes with a fault, without a word in the message.
        string[] predicted = ["NG4001", "NG4002", "NG4003", "NG4004", "NG4007", "NG4008", "NG4014", "NG4015", "NG2011"];
        Assert.All(all.Where(diagnostic => predicted.Contains(diagnostic.Id)
            && !loud.Contains(diagnostic)), static hidden => Assert.Equal(DiagnosticSeverity.Hidden, hidden.Severity));
    }

    [Fact]
    public async Task The_message_has_number_remedy_and_what_follows()
    {
        Diagnostic cause = Assert.Single(await DiagnoseAsync(Input + "[Dense(100)] [Normal(2)] [ReLU]" + End), static diagnostic =>
            diagnostic.Severity == DiagnosticSeverity.Warning);
        Assert.Equal(
            "dense1 has weights of std 2 for a fan-in of 100, which multiplies the variance by 200.00 per layer, 3.2E+11 after five. "
                + "Write [He], or a std of 0.141. "
                + "From it follows that the signal at dense1 is 20.00 times that of the input (NG4001), "
                + "and that the loss begins at about 21.85 instead of 2.30 (NG4004).",
            cause.GetMessage(CultureInfo.InvariantCulture));
    }

    /// <summary>What follows from a block's layers goes when those are mended on the block's class.</summary>
    [Fact]
    public async Task A_block_says_it_once()
    {
        Diagnostic[] all = await DiagnoseAsync(Input + "[Use<B>(Repeat = 3)]" + End + " [Block] [Dense(100)] [Normal(0.5)] [ReLU] class B;");
        Diagnostic cause = Assert.Single(all, static diagnostic => diagnostic is { Id: "NG1005", Severity: DiagnosticSeverity.Warning });
        Assert.Equal(["NG4001", "NG4004"], Consequences(cause));
        Assert.DoesNotContain(all, static other => other is { Id: not "NG1005", Severity: DiagnosticSeverity.Warning });
    }

    /// <summary>What is left when everything is mended that is at fault has a cause of its own.</summary>
    [Fact]
    public async Task What_stays_is_said()
    {
        Diagnostic[] all = await DiagnoseAsync(Input + "[Dense(100)] [Normal(2)] [ReLU] [Dense(10)] [Normal(2)] [SoftmaxCrossEntropy] partial class N;");
        Assert.Equal(["NG1005", "NG4004"], all.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning)
            .Select(static diagnostic => diagnostic.Id).Order(StringComparer.Ordinal));
    }

    /// <summary>A cause that is not shown takes nothing with it, and one that is information no warning; who asks for a consequence by its number gets
    /// it.</summary>
    [Theory]
    [InlineData("dotnet_diagnostic.NG1005.severity = none", "NG4001")]
    [InlineData("dotnet_diagnostic.NG1005.severity = suggestion", "NG4001")]
    [InlineData("dotnet_diagnostic.NG1005.severity = error", "NG1005")]
    [InlineData("dotnet_diagnostic.NG4004.severity = warning", "NG1005 NG4004")]
    [InlineData("netgen_ng1005_high = 1000", "NG4001")]
    public async Task Settings_hold(string setting, string expected)
    {
        Diagnostic[] all = await DiagnoseAsync(Input + "[Dense(100)] [Normal(2)] [ReLU]" + End, $"[*.cs]\n{setting}\n");
        Assert.Equal(expected, string.Join(' ', all.Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(static diagnostic => diagnostic.Id).Order(StringComparer.Ordinal)));
    }

    /// <summary>An error is never taken back into the sentence of a warning: what fails a build says why.</summary>
    [Fact]
    public async Task An_error_stays_one()
        => Assert.Contains(await DiagnoseAsync(RulePage.Read("NG4006").Bad.Source), static diagnostic => diagnostic
            is { Id: "NG4006", Severity: DiagnosticSeverity.Error });

    /// <summary>A call that makes a trainer is told, but not warned, of what the network's declaration is reported for.</summary>
    [Theory]
    [InlineData("NG4013", "new Adam(1e-3f)", "[Normal(0.0003)]")]
    [InlineData("NG4005", "new Adam(1e-3f)", "[Normal(0.00000001)]")]
    public async Task A_call_does_not_repeat_what_the_declaration_is_reported_for(string rule, string optimizer, string initializer)
    {
        string source = $"{Input}[Dense(100)] {initializer} [ReLU] [Dense(100)] {initializer} [ReLU]{End} "
            + $"class Program {{ static void Main() {{ var trainer = new N().CreateTrainer({optimizer}); }} }}";
        Diagnostic call = Assert.Single(await DiagnoseAsync(source), diagnostic => diagnostic.Id == rule);
        Assert.Equal(DiagnosticSeverity.Info, call.Severity);
        Assert.EndsWith("It follows from what NG1005 says of dense1.", call.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>The examples of the rules' pages, with the editor's own fixes: no warning goes when another is mended, unless both are of one rule.</summary>
    [Theory]
    [MemberData(nameof(RuleContractTests.Ids), MemberType = typeof(RuleContractTests))]
    public async Task No_example_of_a_page_has_two_warnings_of_one_cause(string id)
    {
        RuleExample example = RulePage.Read(id).Bad;
        string[] rules = [.. (await example.DiagnoseAsync()).Where(IsWarning).Select(static diagnostic => diagnostic.Id).Distinct()];
        if (rules.Length < 2) return;
        foreach (string rule in rules)
        {
            using EditorProject editor = example.Open(string.Empty, 1);
            CodeFixProvider? fix = Array.Find(RuleContractTests.Fixes, candidate => candidate.FixableDiagnosticIds.Contains(rule));
            if (fix is null || !await editor.FixAllAsync(rule, fix, FixAllScope.Document)) continue;
            string[] left = [.. (await editor.DiagnoseAsync()).Select(static diagnostic => diagnostic.Id)];
            Assert.All(rules.Where(other => other != rule), other => Assert.True(left.Contains(other), $"{other} goes with the fix of {rule}."));
        }

        static bool IsWarning(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Warning;
    }

    /// <summary>What is worked out of a fix while typing is the network that the editor's fix makes.</summary>
    [Theory]
    [MemberData(nameof(BrokenNetworks.Networks), MemberType = typeof(BrokenNetworks))]
    public async Task A_fix_on_values_is_the_fix_on_text(string name, string source, string rules)
    {
        int compared = await CompareFixes(source);

        // Those that are about a part of the declaration which no attribute can be exchanged for have none.
        string[] withoutFix = ["NG1014", "NG3014", "NG4012"];
        Assert.True(compared > 0 || rules.Split(' ').All(withoutFix.Contains), $"{name}: no fix of {rules} was tried.");
    }

    /// <inheritdoc cref="A_fix_on_values_is_the_fix_on_text"/>
    [Theory]
    [MemberData(nameof(RuleContractTests.Ids), MemberType = typeof(RuleContractTests))]
    public Task A_fix_on_values_is_that_of_the_pages(string id) => CompareFixes(RulePage.Read(id).Bad.Source);

    /// <summary>Of each rule.</summary>
    /// <returns>How many were compared.</returns>
    internal static async Task<int> CompareFixes(string source)
    {
        int compared = 0;
        CSharpCompilation compilation = Compile(source);
        if (Networks(compilation).FirstOrDefault() is not { } network) return 0;
        NetworkDeclaration declaration = NetworkParser.Parse(network, CancellationToken.None);
        NetworkAnalysis analysis = NetworkAnalysis.Create(network, compilation, NoSettings.Instance, CancellationToken.None)!;
        var written = new AttributeText(compilation.GetTypeByMetadataName("NetGen.NetworkAttribute")!.ContainingAssembly);

        // A marker that is missing, or has no sizes, leaves nothing to predict.
        foreach (IGrouping<string, Finding> rule in analysis.Findings.Where(static finding => finding.Fix is not null
            && finding.Rule != RuleIds.MissingInput).GroupBy(static finding => finding.Rule))
        {
            using var editor = new EditorProject([new NetworkDeclarationAnalyzer()], null, [source]);
            if (!await editor.FixAllAsync(rule.Key, new AttributeFixProvider(), FixAllScope.Document)) continue;
            var edits = new DeclarationEdits(declaration, written.Read);
            Assert.All(rule, finding => Assert.True(edits.Apply(finding.Fix!), $"{rule.Key}: {finding.Fix!.Title}"));
            NetworkModel? expected = NetworkModelBuilder.Build(NetworkParser.Parse(Networks(Compile((await editor.ReadAsync())[0])).First(),
                CancellationToken.None)).Model;
            Assert.Equal(expected, NetworkModelBuilder.Build(edits.Finish().Declaration).Model);
            compared++;
        }

        return compared;
    }

    private static CSharpCompilation Compile(string source) => GeneratorRunner.CreateCompilation("using NetGen;\n" + source);

    private static IEnumerable<INamedTypeSymbol> Networks(CSharpCompilation compilation)
        => compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>().Where(static type => type.GetAttributes()
            .Any(static attribute => attribute.AttributeClass?.Name == "NetworkAttribute"));

    /// <summary>The rules that a diagnostic names as what follows from it.</summary>
    internal static string[] Consequences(Diagnostic diagnostic)
        => diagnostic.Properties.GetValueOrDefault(NetworkAnalysis.ConsequencesProperty)?.Split(' ') ?? [];

    private static async Task<Diagnostic[]> DiagnoseAsync(string source, string? config = null)
    {
        using var editor = new EditorProject(RuleContractTests.Analyzers, config, [source]);
        return [.. await editor.DiagnoseAsync()];
    }

    private static string Repeat(int count, string layers) => string.Concat(Enumerable.Repeat(layers, count));
}
