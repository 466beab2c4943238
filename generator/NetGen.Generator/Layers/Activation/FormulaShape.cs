using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>What a function looks like, found out from its values: on a grid, and far out.</summary>
internal sealed record FormulaShape(ActivationFamily Family, OutputRange Range, double? Lowest, double? Highest, EquatableArray<double> Corners)
{
    private const double End = 40;
    private const int Steps = 1600;
    private const double Far = 1e6;

    /// <summary>As far out a function of floats must have a value; activations of a network that works are nearer.</summary>
    private const double FarthestValue = 80;

    private const int MostParts = 2000;

    /// <summary>What keeps a function from being an activation, as a phrase that goes on from its name; null for nothing.</summary>
    public static string? FindFault(Formula formula, Formula slope)
    {
        if (formula.All.Concat(slope.All).Skip(MostParts).Any()) return "is too long, with what it repeats written out";
        foreach (double x in Grid().Concat([-FarthestValue, FarthestValue]))
        {
            if (!IsFloat(formula.At(x))) return $"has no finite value at {Text.Rounded(x)}";
            if (!IsFloat(slope.At(x))) return $"has no finite derivative at {Text.Rounded(x)}";
        }

        foreach (double x in new[] { -1e3, 1e3 })
        {
            if (double.IsNaN(formula.At(x))) return $"is no number at {Text.Rounded(x)}";
            if (double.IsNaN(slope.At(x))) return $"has a derivative that is no number at {Text.Rounded(x)}";
        }

        return Grid().All(x => slope.At(x) == 0) ? "gives the same for every argument" : null;
    }

    public static FormulaShape Of(Formula formula)
    {
        double[] grid = [.. Grid()];
        double[] values = [.. grid.Select(formula.At)];
        (double low, double high) = (Limit(formula.At(-Far)), Limit(formula.At(Far)));
        double? lowest = Turn(formula, grid, values, Math.Min(low, high), sign: 1);
        double? highest = Turn(formula, grid, values, Math.Max(low, high), sign: -1);
        OutputRange range = new(
            lowest is { } bottom ? formula.At(bottom) : Math.Min(low, high),
            highest is { } top ? formula.At(top) : Math.Max(low, high));
        double[] corners = [.. formula.All.Select(part => part.Edge).OfType<(Formula Left, Formula Right)>().SelectMany(edge => Crossings(edge, grid)).Append(0).Distinct().OrderBy(corner => corner)];
        return new FormulaShape(FamilyOf(formula, range), range, lowest, highest, corners.ToEquatableArray());
    }

    private static ActivationFamily FamilyOf(Formula formula, OutputRange range)
    {
        if (!double.IsInfinity(range.Low) && !double.IsInfinity(range.High)) return ActivationFamily.Squashing;
        const double Ratio = 20; // of values at 1000 and at 100, where 10 is a straight line
        bool isSteep = new[] { -1.0, 1.0 }.Any(side => Math.Abs(formula.At(side * 1e3)) > Ratio * Math.Max(1, Math.Abs(formula.At(side * 100))));
        if (isSteep) return ActivationFamily.Superlinear;
        return range.Low >= 0 && formula.At(-2) > 0 && formula.At(-2) > formula.At(-4) && double.IsInfinity(range.High) ? ActivationFamily.Positive : ActivationFamily.Rectifying;
    }

    /// <summary>The place of the lowest or highest value, where it lies between both ends and is beyond what these come to.</summary>
    private static double? Turn(Formula formula, double[] grid, double[] values, double end, int sign)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (sign * values[i] < sign * values[best]) best = i;
        }

        double beyond = sign * (end - values[best]);
        if (best == 0 || best == values.Length - 1 || !(beyond > 1e-6 * Math.Max(1, Math.Abs(values[best])))) return null;

        // Golden section, between the neighbours.
        double ratio = (Math.Sqrt(5) - 1) / 2;
        (double from, double to) = (grid[best - 1], grid[best + 1]);
        for (int step = 0; step < 80; step++)
        {
            (double first, double second) = (to - (ratio * (to - from)), from + (ratio * (to - from)));
            if (sign * formula.At(first) < sign * formula.At(second)) to = second;
            else from = first;
        }

        return (from + to) / 2;
    }

    private static IEnumerable<double> Crossings((Formula Left, Formula Right) edge, double[] grid)
    {
        double Difference(double x) => edge.Left.At(x) - edge.Right.At(x);
        for (int i = 1; i < grid.Length; i++)
        {
            (double from, double to) = (grid[i - 1], grid[i]);
            if (Difference(to) == 0) yield return to;
            if (!(Difference(from) * Difference(to) < 0)) continue;
            for (int step = 0; step < 60; step++)
            {
                double middle = (from + to) / 2;
                if (Difference(from) * Difference(middle) <= 0) to = middle;
                else from = middle;
            }

            yield return (from + to) / 2;
        }
    }

    private static double Limit(double value) => double.IsNaN(value) || Math.Abs(value) > Far / 1e3 ? (value < 0 ? double.NegativeInfinity : double.PositiveInfinity) : value;

    private static IEnumerable<double> Grid() => Enumerable.Range(0, Steps + 1).Select(step => (2 * End * step / Steps) - End);

    private static bool IsFloat(double value) => !double.IsNaN(value) && !double.IsInfinity((float)value);
}
