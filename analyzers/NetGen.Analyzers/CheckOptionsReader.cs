using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

using NetGen.Analyzers.Training;
using NetGen.Generator;
using NetGen.Generator.Analysis;
using NetGen.Generator.Analysis.Checks;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Analyzers;

/// <summary>Reads the thresholds of the rules from the .editorconfig that holds for a file.</summary>
internal static class CheckOptionsReader
{
    private const string Prefix = "netgen_ng";

    private static readonly Dictionary<string, Threshold> Known = All.ToDictionary(threshold => threshold.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Everything that can be set.</summary>
    public static IEnumerable<Threshold> All => NetworkChecks.Thresholds
        .Concat([OptimizerChecks.Widening, FirstStepChecks.EpsilonFactor, FirstStepChecks.Least, FirstStepChecks.LeastOfDescent])
        .Concat([FirstStepChecks.Most, FirstStepChecks.MostDecay, FirstStepChecks.MostOverStable])
        .Concat([ClippingCheck.Steps, BatchStatisticsCheck.Values, GeneratedSourceCheck.Characters, GeneratedSourceCheck.Lines]);

    /// <summary>The thresholds, and a finding for each that could not be used.</summary>
    /// <param name="attribute">An attribute of the network: the settings of its file hold.</param>
    /// <param name="attributeIndex">Where findings are to be shown.</param>
    public static (CheckOptions Options, IReadOnlyList<Finding> Invalid) Read(AnalyzerConfigOptionsProvider provider, AttributeData attribute, int attributeIndex)
    {
        return attribute.ApplicationSyntaxReference is { SyntaxTree: { } tree } ? Read(provider, tree, attributeIndex) : (CheckOptions.Default, []);
    }

    /// <inheritdoc cref="Read(AnalyzerConfigOptionsProvider, AttributeData, int)"/>
    public static (CheckOptions Options, IReadOnlyList<Finding> Invalid) Read(AnalyzerConfigOptionsProvider provider, SyntaxTree tree, int attributeIndex = -1)
    {
        AnalyzerConfigOptions file = provider.GetOptions(tree);
        var settings = new List<CheckSetting>();
        var invalid = new List<Finding>();
        foreach (string key in file.Keys.Where(key => key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).OrderBy(key => key, StringComparer.Ordinal))
        {
            if (!file.TryGetValue(key, out string? text)) continue;
            if (!Known.TryGetValue(key, out Threshold? threshold)) invalid.Add(Unknown(key, attributeIndex));
            else if (threshold.Parse(text) is { } value) settings.Add(new CheckSetting(threshold.Key, value));
            else invalid.Add(Unusable(threshold, text, attributeIndex));
        }

        return (settings.Count == 0 ? CheckOptions.Default : new CheckOptions(settings.ToEquatableArray()), invalid);
    }

    /// <summary>The project's property for unrolling is none of its values.</summary>
    public static Finding InvalidUnroll(string text, int attributeIndex) => new(
        RuleIds.InvalidSetting,
        attributeIndex,
        EquatableArray.Of(
            $"The project's property {ProjectSettings.UnrollProperty}",
            $"is '{text}', which is no way to unroll, so {nameof(Unroll.Auto)} holds",
            $"Write one of these: {string.Join(", ", Enum.GetNames(typeof(Unroll)))}"));

    private static Finding Unusable(Threshold threshold, string text, int attributeIndex) => new(
        RuleIds.InvalidSetting,
        attributeIndex,
        EquatableArray.Of(
            threshold.Key,
            $"is '{text}' in .editorconfig, which is no number from {Text.Of(threshold.Minimum)} to {Text.Of(threshold.Maximum)}, so the default {Text.Of(threshold.Default)} holds",
            $"Write a number, such as {threshold.Key} = {Text.Of(threshold.Default)}"));

    private static Finding Unknown(string key, int attributeIndex) => new(
        RuleIds.InvalidSetting,
        attributeIndex,
        EquatableArray.Of(
            key,
            "stands in .editorconfig, but no rule has a setting of that name, so it changes nothing",
            $"Write one of these: {string.Join(", ", Known.Keys.OrderBy(known => known, StringComparer.Ordinal))}"));
}
