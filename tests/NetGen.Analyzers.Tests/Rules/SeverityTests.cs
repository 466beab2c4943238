using System.Globalization;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

using NetGen.Generator.Analysis.Checks;
using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

/// <summary>Every rule, on the bad example of its page: its severity, the ways to change it, the ways to suppress it, and its thresholds.</summary>
public sealed class SeverityTests
{
    public static TheoryData<string> Ids => RuleContractTests.Ids;

    /// <summary>For settings about the other side of a rule than the one its page shows.</summary>
    private static readonly Dictionary<string, string> OtherSides = new(StringComparer.Ordinal)
    {
        ["netgen_ng1005_low"] = Deep("[Dense(100)] [Normal(0.01)] [ReLU]", 2),
        ["netgen_ng2009_tanh"] = Deep("[Dense(100)] [Xavier] [Tanh]", 8),
        ["netgen_ng4002_ratio"] = Deep("[Dense(100)] [Normal(0.02)] [Tanh]", 3),
        ["netgen_ng4003_rectified"] = Deep("[Dense(100)] [Normal(0.01)] [ReLU]", 8),
        ["netgen_ng4003_high"] = Deep("[Dense(100)] [Normal(0.5)] [ReLU]", 8),
        ["netgen_ng4013_low"] = Deep("[Dense(100)] [He] [ReLU]", 1) + "\nvar trainer = new N().CreateTrainer(new Adam(1e-6f));",
        ["netgen_ng4016_low"] = "[Network(9, InputMean = 0, InputStd = 1)]\n[Dense(1)]\n[MeanSquaredError(TargetStd = 0.5)]\npublic sealed partial class N;\n",
        ["netgen_ng4007_high"] = Deep("[Dense(100)] [Normal(0.2)] [Tanh]", 6),
    };

    /// <summary>Each setting that an .editorconfig may hold.</summary>
    public static TheoryData<string> Settings => [.. CheckOptionsReader.All.Select(threshold => threshold.Key)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task It_is_reported_with_its_severity(string id)
    {
        DiagnosticDescriptor rule = RuleContractTests.Find(id);
        Diagnostic[] reported = await Report(id);

        // Where a rule says that a case at hand is worth saying and no more, that is what its page is about. Of a call it is said in mild words what its
        // network is reported for.
        Assert.Contains(reported, diagnostic => diagnostic.Severity == rule.DefaultSeverity
            || diagnostic.GetMessage(CultureInfo.InvariantCulture).Contains("It follows from what NG", StringComparison.Ordinal));
        Assert.All(reported, diagnostic => Assert.True(diagnostic.Severity <= rule.DefaultSeverity));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Its_severity_can_be_set(string id)
    {
        Assert.Empty(await Report(id, $"[*.cs]\ndotnet_diagnostic.{id}.severity = none\n"));
        foreach ((string word, DiagnosticSeverity severity) in new[] { ("error", DiagnosticSeverity.Error), ("suggestion", DiagnosticSeverity.Info) })
        {
            Diagnostic[] reported = await Report(id, $"[*.cs]\ndotnet_diagnostic.{id}.severity = {word}\n");
            Assert.NotEmpty(reported);
            Assert.All(reported, diagnostic => Assert.Equal(severity, diagnostic.Severity));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_pragma_suppresses_it(string id) => Assert.Empty(await Report(id, source => $"#pragma warning disable {id}\n{source}"));

    /// <summary>On the class: also a diagnostic at one of its attributes belongs to it.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public async Task SuppressMessage_suppresses_it(string id)
    {
        string category = RuleContractTests.Find(id).Category;
        Assert.Empty(await Report(id, source => OnEveryType(source, $"[System.Diagnostics.CodeAnalysis.SuppressMessage(\"{category}\", \"{id}\")]\n")));
    }

    /// <summary>Each setting makes a difference to one of the examples of its rule's page, and the page names it with its default.</summary>
    [Theory]
    [MemberData(nameof(Settings))]
    public async Task A_setting_changes_what_is_reported(string key)
    {
        Threshold threshold = CheckOptionsReader.All.Single(candidate => candidate.Key == key);
        RulePage page = RulePage.Read(threshold.Rule);
        Assert.Contains($"`{key}` (default ", page.Text, StringComparison.Ordinal);
        Threshold[] others = [.. CheckOptionsReader.All.Where(candidate => candidate.Rule == threshold.Rule && candidate != threshold)];
        RuleExample[] examples = OtherSides.TryGetValue(key, out string? other) ? [new RuleExample(threshold.Rule, string.Empty, other)] : [.. page.Examples];
        foreach (RuleExample example in examples)
        {
            // One limit of a rule may hide behind another; the others are tried at both of their ends.
            foreach (string rest in new[] { string.Empty, string.Concat(others.Select(setting => Line(setting, setting.Minimum))), string.Concat(others.Select(setting => Line(setting, setting.Maximum))) })
            {
                string[] least = await Describe(example, $"[*.cs]\n{rest}{Line(threshold, threshold.Minimum)}");
                string[] most = await Describe(example, $"[*.cs]\n{rest}{Line(threshold, threshold.Maximum)}");
                if (!least.SequenceEqual(most)) return;
            }
        }

        Assert.Fail($"{key} changes nothing that is reported on its page.");
    }

    private static string Deep(string layer, int layers)
        => $"[Network(100, InputMean = 0, InputStd = 1)]\n{string.Concat(Enumerable.Repeat(layer + "\n", layers))}[Dense(10)] [LeCun]\n[SoftmaxCrossEntropy]\npublic sealed partial class N;\n";

    private static string Line(Threshold threshold, double value) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{threshold.Key} = {value:R}\n");

    private static async Task<string[]> Describe(RuleExample example, string config)
        => [.. (await example.DiagnoseAsync(config)).Where(diagnostic => diagnostic.Id == example.Id).Select(diagnostic => $"{diagnostic.Severity} {diagnostic.Location}")];

    private static Task<Diagnostic[]> Report(string id, string config = "") => Report(id, source => source, config);

    private static async Task<Diagnostic[]> Report(string id, Func<string, string> change, string config = "")
    {
        RuleExample example = RulePage.Read(id).Bad;
        using EditorProject editor = example.Open(config, [[change($"namespace Example;\n{example.Source}")]]);
        return [.. (await editor.DiagnoseAsync()).Where(diagnostic => diagnostic.Id == id)];
    }

    /// <summary>An attribute above every class of a source.</summary>
    private static string OnEveryType(string source, string attribute)
    {
        IEnumerable<int> places = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>().Select(type => type.SpanStart);
        return places.OrderDescending().Aggregate(source, (text, place) => text.Insert(place, attribute));
    }
}
