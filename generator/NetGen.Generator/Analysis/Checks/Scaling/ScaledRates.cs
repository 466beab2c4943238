using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>The learning rates of a wider twin, in words.</summary>
internal static class ScaledRates
{
    /// <summary>More names than these are a number.</summary>
    private const int MostNames = 4;

    /// <summary>What a trainer is to be told.</summary>
    public static string Remedy(NetworkModel model) => $"Write Groups = {model.Type.Name}.ScaledParameterGroups(optimizer) in its TrainerOptions";

    /// <summary>Whether a rate differs from that of the small network, with one optimiser or the other.</summary>
    public static bool Differ(WidthScaling scaling) => scaling.Parameters.Any(parameter => parameter.GradientRate != 1 || parameter.UnitRate != 1);

    /// <summary>1/4 for dense2.weight and dense3.weight, 1 for all others.</summary>
    public static string Describe(WidthScaling scaling, Func<ScaledParameter, double> rate)
    {
        string[] factors =
        [
            .. scaling.Parameters.Where(parameter => rate(parameter) != 1).GroupBy(parameter => Fraction(rate(parameter)), StringComparer.Ordinal)
                .Select(group => $"{group.Key} for {Names([.. group.Select(parameter => parameter.Name)])}"),
        ];
        return factors.Length == 0 ? "1 for all" : string.Join(", ", factors.Append("1 for all others"));
    }

    /// <summary>1/4; 4; 0.667.</summary>
    public static string Fraction(double factor)
    {
        double inverse = Math.Round(1 / factor);
        return inverse > 1 && Math.Abs((inverse * factor) - 1) < 1e-9 ? "1/" + Text.Of((long)inverse) : Text.Rounded(factor);
    }

    private static string Names(IReadOnlyList<string> names)
        => names.Count <= MostNames ? Text.List(names) : Text.List([.. names.Take(MostNames - 1), Text.Count(names.Count - MostNames + 1, "other")]);
}
