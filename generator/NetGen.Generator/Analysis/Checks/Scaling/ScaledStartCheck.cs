using System.Globalization;

using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG1020: a wider twin whose weights begin with another size than the small network's and the width ask for.</summary>
internal sealed class ScaledStartCheck : NetworkCheck
{
    private static readonly Threshold Limit = new(RuleIds.ScaledStart, "factor", 1.05, 1, 1e6);

    public override IReadOnlyList<Threshold> Thresholds { get; } = [Limit];

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
        => network.Model.Scaling is { } scaling
            ? scaling.Parameters.Select(parameter => Check(network.Nodes[parameter.Node], parameter, scaling.Base, options[Limit])).OfType<Finding>()
            : [];

    private static Finding? Check(LayerNode node, ScaledParameter scaled, string small, double limit)
    {
        ParameterSpec parameter = node.Parameters[scaled.Place];
        double found = Math.Sqrt(parameter.Weights.MeanSquare);
        double before = Math.Sqrt(scaled.Start.MeanSquare);
        double wanted = before * scaled.StdFactor;

        // A last layer of zeros is a good start at every width, whatever the small network has.
        if (found == wanted || (found == 0 && scaled.Class == WidthClass.OutputLike)) return null;
        if (found > 0 && wanted > 0 && Math.Max(found / wanted, wanted / found) <= limit) return null;
        string? better = Initializer(parameter, scaled.Start, wanted);
        string fix = better is null ? string.Empty : $"[{better}], or ";
        string remedy = wanted == 0 ? "Let it begin with zeros" : $"Write {fix}a start of size {Text.Rounded(wanted)}";
        Finding finding = Report(
            RuleIds.ScaledStart,
            parameter.Source?.AttributeIndex ?? node.AttributeIndex,
            parameter.IsWeight ? node.Name : scaled.Name,
            $"begins with {Size(found)}, where {Describe(scaled)} begins with {Wanted()}",
            remedy);
        return better is null || !node.IsEditable ? finding : finding with { Fix = Fix(node, parameter, better) };

        string Wanted() => before == 0 ? $"zeros, as in {small}"
            : scaled.StdFactor == 1 ? $"the {Text.Rounded(before)} of {small}"
            : $"{ScaledRates.Fraction(scaled.StdFactor)} times the {Text.Rounded(before)} of {small}, {Text.Rounded(wanted)}";
    }

    private static string Size(double rms) => rms == 0 ? "zeros" : $"values of size {Text.Rounded(rms)}";

    private static string Describe(ScaledParameter scaled) => scaled.Class switch
    {
        WidthClass.Hidden => $"a hidden weight with {Text.Rounded(scaled.FanIn)} times as many inputs",
        WidthClass.OutputLike => $"a weight that only has {Text.Rounded(scaled.FanIn)} times as many inputs",
        WidthClass.InputLike => "one whose inputs do not grow",
        _ => "one that does not grow",
    };

    /// <summary>
    /// What gives the standard deviation, with the distribution of the small network; null where that draws in another way, or no fan is there to divide by.
    /// </summary>
    private static string? Initializer(ParameterSpec parameter, Initializer start, double wanted)
    {
        string? distribution = start.Distribution switch
        {
            _ when start.Mean != 0 || parameter.FanIn == 0 || !parameter.IsWeight => null,
            Distribution.Normal => ", Distribution = WeightDistribution.Normal",
            Distribution.Uniform => ", Distribution = WeightDistribution.Uniform",
            Distribution.TruncatedNormal => string.Empty,
            _ => null,
        };
        double scale = wanted * wanted * parameter.FanIn;
        return distribution is null ? null : $"VarianceScaling({scale.ToString("G6", CultureInfo.InvariantCulture)}{distribution})";
    }

    private static AttributeFix Fix(LayerNode node, ParameterSpec parameter, string better)
        => parameter.Source is { } source
            ? Replacement.Of(source, better)
            : AttributeFix.Of(new AttributeEdit(AttributeEditKind.InsertAfter, node.AttributeIndex, better), $"Write [{better}]");
}
