using NetGen.Generator.Model;
using NetGen.Generator.Signal;

using static NetGen.Generator.NormalDistribution;

namespace NetGen.Generator.Layers;

internal sealed partial record MergeLayer
{
    /// <summary>
    /// The larger of two independent normal variables of means m, n and variances v, w (Clark, 1961), with t^2 = v + w and p = Phi((m - n) / t), the
    /// probability that it is the first: E max = m p + n (1 - p) + t phi, E max^2 = (m^2 + v) p + (n^2 + w) (1 - p) + (m + n) t phi.
    /// </summary>
    /// <remarks>
    /// Two values of it that are related have E max max' = (E max)^2 + p^2 c + (1 - p)^2 d + (phi / t)^2 (c + d)^2 / 2 + ..., c and d the covariances of the
    /// two branches: the first terms of a series by derivatives of the maximum (Price, 1958). What is left of E max^2 at full
    /// covariance goes with the fourth power, the next that an even function has.
    /// </remarks>
    public static SignalState Larger(SignalState a, SignalState b)
    {
        double variance = a.Variance + b.Variance;
        if (!(variance > 0)) return a.Mean >= b.Mean ? a : b;
        double spread = Math.Sqrt(variance);
        double ratio = (a.Mean - b.Mean) / spread;
        (double first, double density) = (Cumulative(ratio), Density(ratio));
        double mean = (a.Mean * first) + (b.Mean * (1 - first)) + (spread * density);
        double square = (a.SecondMoment * first) + (b.SecondMoment * (1 - first)) + ((a.Mean + b.Mean) * spread * density);
        double second = density * density / (2 * variance);
        double rest = Math.Max(0, square - (mean * mean) - (first * first * a.Variance) - ((1 - first) * (1 - first) * b.Variance) - (second * variance * variance));
        double Moment(double left, double right)
        {
            (double ofA, double ofB) = (left - (a.Mean * a.Mean), right - (b.Mean * b.Mean));
            double both = ofA + ofB;
            return (mean * mean) + (first * first * ofA) + ((1 - first) * (1 - first) * ofB) + (second * both * both) + (rest * Math.Pow(both / variance, 4));
        }

        return new SignalState(mean, square)
        {
            AcrossSamples = Moment(a.AcrossSamples, b.AcrossSamples),
            AcrossBoth = Moment(a.AcrossBoth, b.AcrossBoth),
            Positions = Both(a.Positions, b.Positions, Moment)?.WithOwn(square),
            Pattern = Both(a.Pattern, b.Pattern, Moment),
            AcrossUnits = Moment(a.AcrossUnits, b.AcrossUnits),
            UnitOverlap = (first * a.UnitOverlap) + ((1 - first) * b.UnitOverlap),
            Low = Math.Max(a.Low, b.Low),
            High = Math.Max(a.High, b.High),
            Active = 1 - ((1 - a.Active) * (1 - b.Active)),
            Rows = Profile.Mix(a.Rows, b.Rows, first),
            Columns = Profile.Mix(a.Columns, b.Columns, first),
        };
    }

    /// <summary>The probability that one branch is the largest, or smallest, of all.</summary>
    private double Wins(int input, IReadOnlyList<SignalState> inputs)
    {
        IEnumerable<SignalState> states = Merge == MergeKind.Minimum ? inputs.Select(Negative) : inputs;
        SignalState own = states.ElementAt(input);
        SignalState others = states.Where((_, index) => index != input).Aggregate(Larger);
        double variance = own.Variance + others.Variance;
        return variance > 0 ? Cumulative((own.Mean - others.Mean) / Math.Sqrt(variance)) : 0.5;
    }

    /// <summary>A gradient that comes to some values only, chosen for each sample, position and unit by itself.</summary>
    public static GradientState Chosen(GradientState gradient, double share) => gradient with
    {
        SecondMoment = gradient.SecondMoment * share,
        AcrossSamples = gradient.AcrossSamples * share * share,
        AcrossPositions = gradient.AcrossPositions * share * share,
        AcrossUnits = gradient.AcrossUnits * share * share,
        AlongSignal = gradient.AlongSignal * share,
    };

    /// <summary>The same values with the other sign.</summary>
    public static SignalState Negative(SignalState state) => state with
    {
        Mean = -state.Mean,
        Skewness = -state.Skewness,
        Low = -state.High,
        High = -state.Low,
        Preimage = null,
    };

    /// <summary>What is left of a tensor less itself.</summary>
    private static SignalState Nothing(SignalState state) => state.Scale(0) with { Low = 0, High = 0, Active = 0, Saturated = 0 };

    /// <summary>A sum of so many branches, divided by their number.</summary>
    private static SignalState Share(SignalState sum, int branches)
        => sum.Scale(1.0 / (branches * (double)branches)) with { Low = sum.Low / branches, High = sum.High / branches };
}
