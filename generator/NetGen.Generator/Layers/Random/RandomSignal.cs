using NetGen.Generator.Model;
using NetGen.Generator.Operations;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record RandomLayer
{
    private double Keep => 1 - Amount;

    /// <summary>
    /// In training. Values that are kept with probability p are divided by it, so E y = E x and E y^2 = E x^2 / p; what is drawn together has that
    /// factor in its products, too.
    /// </summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        if (Amount == 0) return x;
        return Change switch
        {
            RandomChange.GaussianNoise => Noisy(x, Amount * Amount) with { HasFixedSize = false },
            RandomChange.GaussianDropout => Noisy(x, x.SecondMoment * Amount / Keep).WithMoments(x.ThirdMoment * (1 + (3 * Odds)), x.FourthMoment * (1 + (6 * Odds) + (3 * Odds * Odds))),
            RandomChange.AlphaDropout => Alpha(x),
            RandomChange.SpatialDropout => Dropped(x) with { Positions = x.Positions?.Map(moment => moment / Keep) },
            RandomChange.StochasticDepth => Dropped(x) with
            {
                Positions = x.Positions?.Map(moment => moment / Keep),
                AcrossUnits = x.AcrossUnits / Keep,
                SizeVariation = ((1 + x.SizeVariation) / Keep) - 1,
            },
            _ => Dropped(x),
        };
    }

    /// <summary>A gradient meets the same factors.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        GradientState back = gradient with { Gate = null };
        if (Change == RandomChange.GaussianNoise || Amount == 0) return back;
        if (Change == RandomChange.AlphaDropout)
        {
            double kept = new AlphaDropoutFactors(Amount).Kept;
            return back.Scale(kept * kept * Keep * Keep) with { SecondMoment = gradient.SecondMoment * kept * kept * Keep };
        }

        return back with
        {
            SecondMoment = gradient.SecondMoment / Keep,
            AcrossPositions = Change is RandomChange.SpatialDropout or RandomChange.StochasticDepth ? gradient.AcrossPositions / Keep : gradient.AcrossPositions,
            AcrossUnits = Change == RandomChange.StochasticDepth ? gradient.AcrossUnits / Keep : gradient.AcrossUnits,
        };
    }

    /// <summary>Variance of the factor of a Gaussian dropout.</summary>
    private double Odds => Amount / Keep;

    private SignalState Dropped(SignalState x) => (x with
    {
        SecondMoment = x.SecondMoment / Keep,
        UnitOverlap = x.UnitOverlap * Math.Pow(x.Variance / Math.Max(double.Epsilon, (x.SecondMoment / Keep) - (x.Mean * x.Mean)), 2),
        Active = x.Active * Keep,
        Low = Math.Min(0, x.Low / Keep),
        High = Math.Max(0, x.High / Keep),
        Saturated = 0,
        HasFixedSize = false,
        Preimage = null,
    }).WithMoments(x.ThirdMoment / (Keep * Keep), x.FourthMoment / (Keep * Keep * Keep));

    /// <summary>What has nothing to do with the values but their size comes on top: two values have no more in common than before.</summary>
    private static SignalState Noisy(SignalState x, double variance) => x with
    {
        SecondMoment = x.SecondMoment + variance,
        UnitOverlap = x.UnitOverlap * Math.Pow(x.Variance / Math.Max(double.Epsilon, x.Variance + variance), 2),
        Skewness = x.Skewness * Math.Pow(x.Variance / Math.Max(double.Epsilon, x.Variance + variance), 1.5),
        ExcessKurtosis = x.ExcessKurtosis * Math.Pow(x.Variance / Math.Max(double.Epsilon, x.Variance + variance), 2),
        Low = double.NegativeInfinity,
        High = double.PositiveInfinity,
        Saturated = 0,
        Preimage = null,
    };

    /// <summary>
    /// y = a (x + alpha) - a p alpha with probability p, else -a p alpha, so E y = a p E x, E y^2 = a^2 (p E (x + alpha (1 - p))^2 + (1 - p) (alpha
    /// p)^2), and what two values have in common counts (a p)^2.
    /// </summary>
    private SignalState Alpha(SignalState x)
    {
        AlphaDropoutFactors factors = new(Amount);
        double shift = AlphaDropoutFactors.Alpha * Amount;
        double lost = AlphaDropoutFactors.Alpha * Keep;
        double square = factors.Kept * factors.Kept * ((Keep * (x.SecondMoment + (2 * shift * x.Mean) + (shift * shift))) + (Amount * lost * lost));
        double mean = factors.Kept * Keep * x.Mean;
        return x.Scale(factors.Kept * factors.Kept * Keep * Keep) with
        {
            SecondMoment = square,
            UnitOverlap = x.UnitOverlap * Math.Pow(factors.Kept * factors.Kept * Keep * Keep * x.Variance / Math.Max(double.Epsilon, square - (mean * mean)), 2),
            Active = 1,
            Low = Math.Min(factors.Offset, (factors.Kept * (x.Low + AlphaDropoutFactors.Alpha)) + factors.Offset),
            High = Math.Max(factors.Offset, (factors.Kept * (x.High + AlphaDropoutFactors.Alpha)) + factors.Offset),
            Skewness = 0,
            ExcessKurtosis = 0,
            Saturated = 0,
            HasFixedSize = false,
            Preimage = null,
        };
    }
}
