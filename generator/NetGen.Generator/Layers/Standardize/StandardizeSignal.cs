using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record StandardizeLayer
{
    /// <summary>
    /// With the statistics of the data that comes: each channel has mean 0 and variance 1. What samples have in common beyond the channel's mean is
    /// divided with it.
    /// </summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        double variance = Variance(x);
        double Centered(double moment) => Math.Max(0, moment - x.AcrossBoth) / variance;
        return new SignalState(0, 1)
        {
            AcrossSamples = Centered(x.AcrossSamples),
            Positions = x.Positions?.Map(Centered).WithOwn(1),
            Pattern = x.Pattern?.Map(Centered),
            AcrossUnits = Centered(x.AcrossUnits),
            UnitOverlap = x.UnitOverlap,
            PositionOverlap = x.PositionOverlap,
            SampleVariation = x.SampleVariation,
            Skewness = x.Skewness,
            ExcessKurtosis = x.ExcessKurtosis,
        };
    }

    /// <summary>The gradient divided by the standard deviation. What it has of the signal itself, E d x, stays.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
        => gradient.Scale(1 / Variance(inputs[0])) with { AlongSignal = gradient.AlongSignal, Gate = null };

    private static double Variance(SignalState x) => x.SecondMoment > x.AcrossBoth ? x.SecondMoment - x.AcrossBoth : 1;
}
