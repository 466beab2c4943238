using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

using NetGen.Analyzers;
using NetGen.Generator.Analysis.Checks;
using NetGen.TestHelpers;

namespace NetGen.RuleThresholds;

/// <summary>What a rule says of a case, as one reads it whose editor has generated the network.</summary>
internal sealed class Verdict
{
    /// <summary>Halvings of the range, on a scale of logarithms, in which the value that a rule compares is found: to one in a hundred.</summary>
    private const int Halvings = 12;

    /// <summary>What the compiler reports where an analyzer throws.</summary>
    private const string CrashId = "AD0001";

    /// <summary>How far beyond the threshold the value may be, as a factor.</summary>
    private const double Furthest = 1e6;

    private static readonly Type[] s_analyzers =
    [
        .. typeof(NetworkDeclarationAnalyzer).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract),
    ];

    private readonly ThresholdFamily _family;
    private readonly CSharpCompilation _compilation;
    private readonly SemanticModel _typed;

    public Verdict(ThresholdFamily family, ThresholdCase entry)
    {
        _family = family;
        CSharpCompilation whole = GeneratorRunner.Run(entry.Source("Verdict")).Compilation;
        _compilation = whole.WithOptions(whole.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default));
        _typed = _compilation.GetSemanticModel(_compilation.SyntaxTrees[0]);
    }

    /// <summary>Whether the rule speaks, itself or in a sentence of the fault from which its finding follows.</summary>
    public Task<bool> SpeaksAsync() => SpeaksAsync(null);

    /// <summary>What the rule compares with its threshold: the threshold at which it would change its mind; null where none does.</summary>
    public async Task<double?> ComparedAsync()
    {
        Threshold threshold = CheckOptionsReader.All.Single(known => known.Key == _family.Key);
        double low = Math.Max(threshold.Minimum, threshold.Default / Furthest);
        double high = Math.Min(threshold.Maximum, threshold.Default * Furthest);
        bool speaksAtLow = await SpeaksAsync(low).ConfigureAwait(false);
        if (speaksAtLow == await SpeaksAsync(high).ConfigureAwait(false)) return null;
        for (int halving = 0; halving < Halvings; halving++)
        {
            double middle = Math.Sqrt(low * high);
            if (await SpeaksAsync(middle).ConfigureAwait(false) == speaksAtLow) low = middle;
            else high = middle;
        }

        return Math.Sqrt(low * high);
    }

    private async Task<bool> SpeaksAsync(double? threshold)
    {
        DiagnosticAnalyzer[] analyzers = [.. s_analyzers.Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];
        AnalyzerOptions options = threshold is { } value ? new AnalyzerOptions([], new EditorSettings(_family.Key, value)) : new AnalyzerOptions([]);
        AnalysisResult result = await _compilation.WithAnalyzers([.. analyzers], options)
            .GetAnalysisResultAsync(_typed, filterSpan: null, CancellationToken.None).ConfigureAwait(false);
        ImmutableArray<Diagnostic> diagnostics = result.GetAllDiagnostics();
        if (diagnostics.FirstOrDefault(static diagnostic => diagnostic.Id == CrashId) is { } crash) throw new CompilationFailedException(crash.ToString());
        return diagnostics.Any(diagnostic => diagnostic.Id == _family.Rule
            || diagnostic.GetMessage(CultureInfo.InvariantCulture).Contains($"({_family.Rule})", StringComparison.Ordinal));
    }

    /// <summary>An .editorconfig with one setting.</summary>
    private sealed class EditorSettings(string key, double value) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(key, value.ToString("R", CultureInfo.InvariantCulture));

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options(string key, string text) : AnalyzerConfigOptions
        {
            public override IEnumerable<string> Keys => [key];

            public override bool TryGetValue(string asked, [NotNullWhen(true)] out string? value)
            {
                value = string.Equals(asked, key, StringComparison.OrdinalIgnoreCase) ? text : null;
                return value is not null;
            }
        }
    }
}
