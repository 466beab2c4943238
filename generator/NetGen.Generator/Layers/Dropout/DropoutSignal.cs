using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record DropoutLayer
{
    /// <summary>In training: values are kept with probability p and divided by it, so E y = E x and E y^2 = E x^2 / p.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        if (Rate == 0) return x;
        double keep = 1 - Rate;
        SignalState dropped = x with
        {
            SecondMoment = x.SecondMoment / keep,
            UnitOverlap = x.UnitOverlap * Math.Pow(x.Variance / Math.Max(double.Epsilon, (x.SecondMoment / keep) - (x.Mean * x.Mean)), 2),
            Active = x.Active * keep,
            Low = Math.Min(0, x.Low / keep),
            High = Math.Max(0, x.High / keep),
            Saturated = 0,
            HasFixedSize = false,
            Preimage = null,
        };
        return dropped.WithMoments(x.ThirdMoment / (keep * keep), x.FourthMoment / (keep * keep * keep));
    }

    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
        => gradient with { SecondMoment = gradient.SecondMoment / (1 - Rate), Gate = null };
}
