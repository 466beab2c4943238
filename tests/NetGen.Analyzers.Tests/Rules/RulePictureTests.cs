using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

using NetGen.Generator.Layers;
using NetGen.Generator.Prediction;
using NetGen.Reports;
using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

/// <summary>
/// The picture of a rule's page: the predicted standard deviation behind each layer of its two examples. With NETGEN_UPDATE_PICTURES=1 the test writes
/// pictures, and the lines of
/// the pages that show them.
/// </summary>
public sealed partial class RulePictureTests
{
    private const string Update = "NETGEN_UPDATE_PICTURES";

    /// <summary>What a reader of the page waits for, at most.</summary>
    private const int LargestPicture = 20_000;

    /// <summary>Rules whose examples differ in something that no size of a signal shows.</summary>
    private static readonly (string Reason, string[] Rules)[] s_without =
    [
        ("a declaration with errors has no signal", ["NG0001", "NG0002", "NG0003", "NG0004", "NG0006", "NG0009", "NG0010", "NG0011", "NG0012", "NG0013",
            "NG0014", "NG0015", "NG0016", "NG0017", "NG0018", "NG0019",
            "NG0021", "NG0022", "NG3001", "NG3002", "NG3003", "NG3004", "NG6004"]),
        ("it is about names, settings or what is generated", ["NG0005", "NG0007", "NG0008", "NG0020", "NG6001", "NG6002", "NG6003", "NG6005"]),
        ("it is about a call, and both examples are one network",
            ["NG2012", "NG3013", "NG4013", "NG5001", "NG5002", "NG5003", "NG5004", "NG5008", "NG5009", "NG5010", "NG5011",
            "NG5012", "NG5014"]),
        ("it is about two networks, of which a picture shows one", ["NG1020", "NG5013"]),
        ("it is about shapes, costs and places, with which the signal hardly changes", ["NG3005", "NG3006", "NG3009", "NG3012"]),
        ("it says that nothing need be changed, or what is predicted anyway", ["NG1004", "NG1016", "NG4009", "NG4010"]),
        ("it is about what is read off at the end, or compared with, and not about the signal on its way", ["NG2001", "NG2002", "NG2004", "NG2005",
            "NG2006", "NG2013", "NG3010", "NG3015", "NG4016"]),
        ("it is about the parts of a sum, or of a gradient, of which a picture shows the whole", ["NG4017", "NG4018"]),
        ("it is about chance, not about the mean over all initial weights", ["NG2011", "NG4012"]),
        ("it is about what comes back through time, which a step's size does not show", ["NG1013", "NG4014"]),
    ];

    private static readonly string s_folder = Path.Combine(RuleContractTests.Root, "docs", "rules", "pictures");

    public static TheoryData<string> Shown => [.. Ids];

    private static IEnumerable<string> Ids => RuleContractTests.Descriptors.Select(static rule => rule.Id).Except(s_without
        .SelectMany(static reason => reason.Rules));

    [Theory]
    [MemberData(nameof(Shown))]
    public void A_page_shows_the_signal_before_and_after(string id)
    {
        RulePage page = RulePage.Read(id);
        string description = Describe(id);
        string picture = Draw(id).ToSvg();
        string file = Path.Combine(s_folder, id + ".svg");
        string line = $"\n![{description}](pictures/{id}.svg)\n";
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            Directory.CreateDirectory(s_folder);
            File.WriteAllText(file, picture);
            string text = ImageLine().Replace(page.Text, "").Replace("\n## Why\n", $"{line}\n## Why\n", StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(RuleContractTests.Root, "docs", "rules", id + ".md"), text);
            return;
        }

        Assert.Contains(line + "\n## Why\n", page.Text, StringComparison.Ordinal);
        string stored = File.ReadAllText(file);
        Assert.StartsWith("<svg role=\"img\"", stored, StringComparison.Ordinal);
        Assert.Contains($"aria-label=\"{WebUtility.HtmlEncode($"Predicted std behind each layer, {id}. {description}")}\"", stored, StringComparison.Ordinal);
        Assert.InRange(stored.Length, 500, LargestPicture);

        // Letters are as wide as those of the machine on which they were drawn; lines are the same numbers everywhere.
        if (Font(stored) == Font(picture)) Assert.True(picture == stored, $"The picture of {id} has changed: {Update}=1 writes it.");
    }

    /// <summary>A rule without a picture has a reason, and its page shows none.</summary>
    [Fact]
    public void Every_rule_has_a_picture_or_a_reason()
    {
        string[] without = [.. s_without.SelectMany(static reason => reason.Rules)];
        Assert.Equal(without.Distinct(StringComparer.Ordinal), without);
        Assert.All(without, static id => Assert.DoesNotContain("pictures/", RulePage.Read(id).Text, StringComparison.Ordinal));
        string[] files = [.. Directory.GetFiles(s_folder, "*.svg").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];
        Assert.Equal(Ids.Order(StringComparer.Ordinal), files);
    }

    private static Chart Draw(string id)
    {
        RulePage page = RulePage.Read(id);
        Chart chart = new($"Predicted std behind each layer, {id}")
        {
            Description = Describe(id),
            IsSmall = true,
            IsLogarithmicY = true,
            XLabel = "layer with weights, 0 is the input",
            YLabel = "std",
        };
        foreach ((string name, RuleExample example) in new[] { ("bad", page.Bad), ("good", page.Good) })
        {
            double[] stds = Predict(example);
            chart.Add(new ChartLine(name, [.. stds.Select(static (_, layer) => (double)layer)], stds));
        }

        return chart;
    }

    /// <summary>What is to be seen, in numbers.</summary>
    private static string Describe(string id)
    {
        RulePage page = RulePage.Read(id);
        double[] bad = Predict(page.Bad);
        double[] good = Predict(page.Good);
        return $"From an input of std {Short(bad[0])} the bad example comes to {Short(bad[^1])} behind layer {bad.Length - 1} with weights{Extreme(bad)}; "
            + $"the good one to {Short(good[^1])} behind layer {good.Length - 1}{Extreme(good)}.";

        static string Extreme(double[] stds) => stds.Length < 3 ? "" : $", between {Short(stds.Min())} and {Short(stds.Max())} on the way";

        static string Short(double value) => value.ToString("G2", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);
    }

    /// <summary>Of the input, then of every layer that sums by weights: what activations make of it goes up and down from layer to layer, and hides where
    /// it leads.</summary>
    private static double[] Predict(RuleExample example)
    {
        CSharpCompilation compilation = GeneratorRunner.CreateCompilation("using NetGen;\n" + example.Source);
        INamedTypeSymbol network = compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type)
            .OfType<INamedTypeSymbol>()
            .Single(static type => type.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "NetworkAttribute"));
        NetworkModel model = NetworkAnalysis.Create(network, compilation, NoSettings.Instance,
            CancellationToken.None)!.Model ?? throw new InvalidOperationException($"The example of {example.Id} has errors.");
        SignalReport signal = SignalAnalysis.Analyze(model);
        return [model.Inputs[0].Std, .. signal.Layers.Where(layer => model.Nodes[layer.Node].Parameters.Any(static parameter => parameter.FanIn > 0))
            .Select(static layer => layer.Std)];
    }

    private static string Font(string picture) => FontFamily().Match(picture).Value;

    [GeneratedRegex("font-family=\"[^\"]*\"", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex FontFamily();

    [GeneratedRegex(@"\n!\[[^\]]*\]\(pictures/NG\d+\.svg\)\n", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex ImageLine();
}
