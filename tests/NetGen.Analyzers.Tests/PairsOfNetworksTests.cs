using System.Collections.Immutable;
using System.Text.RegularExpressions;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

using NetGen.Analyzers.Tests.Rules;
using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests;

/// <summary>
/// The broken and repaired networks of samples/Experiments: the rule that a pair is named after speaks about the one and not about the other, so that what is
/// measured there is what the rule means.
/// </summary>
public sealed partial class PairsOfNetworksTests(PairsOfNetworksTests.Findings findings) : IClassFixture<PairsOfNetworksTests.Findings>
{
    private static readonly string s_folder = Path.Combine(RuleContractTests.Root, "samples", "Experiments", "Gallery");

    private static string PairsText => File.ReadAllText(Path.Combine(s_folder, "Pairs.cs"));

    /// <summary>The rules of all pairs, and how the broken network is trained where that is what is wrong.</summary>
    public static TheoryData<string> Rules => [.. PairLine().Matches(PairsText).Select(static match => match.Groups["rule"].Value)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_speaks_about_the_broken_one_alone(string rule)
    {
        Assert.Contains(rule, findings.About(rule + "Broken"));
        Assert.DoesNotContain(rule, findings.About(rule + "Repaired"));
    }

    /// <summary>A rule about initialisers, structure or signals has a pair, or a reason why there is none.</summary>
    [Fact]
    public void Every_rule_of_the_three_families_has_a_pair_or_a_reason()
    {
        string text = PairsText;
        Assert.Equal([], RuleContractTests.Descriptors.Select(static rule => rule.Id).Where(static id => id[2] is '1' or '2' or '4').Where(id => !text.Contains(id, StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"Pair\.Of\(""(?<rule>NG\d+)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex PairLine();

    /// <summary>What the analyzers say about the networks, by class.</summary>
    public sealed partial class Findings : IAsyncLifetime
    {
        private ImmutableArray<(string Class, string Rule)> _all = [];

        /// <summary>The rules that speak in a class whose name begins so: a network, or a block that it is made of.</summary>
        public IEnumerable<string> About(string prefix) => _all.Where(finding => finding.Class.StartsWith(prefix, StringComparison.Ordinal)).Select(static finding => finding.Rule).Distinct(StringComparer.Ordinal);

        public async Task InitializeAsync()
        {
            IEnumerable<string> networks = Directory.GetFiles(s_folder, "*Networks.cs").Select(static path => Suppression().Replace(File.ReadAllText(path), ""));
            // A pair is trained by a generic method that is handed its optimiser: here the calls stand as a user would write them.
            IEnumerable<string> calls = OptimizerOfPair().Matches(PairsText).SelectMany(static match => new[]
            {
                Training(match.Groups["rule"].Value + "Broken", match.Groups["optimizer"].Value),
                // Where it is the optimiser that is broken, the repaired network has the one that all have.
                Training(match.Groups["rule"].Value + "Repaired", match.Groups["what"].Length == 0 ? match.Groups["optimizer"].Value : "new Sgd(0.05f)"),
            });
            using var editor = new EditorProject(RuleContractTests.Analyzers, null, [.. networks, .. calls]);
            ImmutableArray<Diagnostic> diagnostics = await editor.DiagnoseAsync();
            _all = [.. diagnostics.Select(static diagnostic => (ClassOf(diagnostic), diagnostic.Id))];
        }

        public Task DisposeAsync() => Task.CompletedTask;

        private static string Training(string network, string optimizer)
            => $"internal static class {network}Training {{ internal static void Run({network} network) {{ using var trainer = network.CreateTrainer({optimizer}); }} }}";

        private static string ClassOf(Diagnostic diagnostic) => diagnostic.Location.SourceTree is { } tree
            ? tree.GetRoot().FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ClassDeclarationSyntax>()?.Identifier.Text ?? ""
            : "";

        [GeneratedRegex(@"^#pragma warning disable .*$|^using .*$|^namespace .*$", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
        private static partial Regex Suppression();

        [GeneratedRegex(@"Pair\.Of\(""(?<rule>NG\d+)"".*(?<what>Broken|\b)Optimizer = static \(\) => (?<optimizer>.*) \}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
        private static partial Regex OptimizerOfPair();
    }
}
