using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record RepeatVectorLayer
{
    /// <summary>Steps that are all the same.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        if (Steps == 1) return x;
        return x with
        {
            AcrossBoth = x.AcrossSamples,
            Positions = ArrangementSignal.Flat(node.OutputShape, x.SecondMoment, x.SecondMoment),
            Pattern = ArrangementSignal.Flat(node.OutputShape, x.AcrossSamples, x.AcrossSamples),
            Preimage = x.Preimage is not { } normal ? null : normal with
            {
                Positions = ArrangementSignal.Flat(node.OutputShape, 1, 1),
                Pattern = ArrangementSignal.Flat(node.OutputShape, normal.SampleCorrelation, normal.SampleCorrelation),
                BothCorrelation = normal.SampleCorrelation,
            },
        };
    }

    /// <summary>The sum over all steps.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        double square = (double)Steps * Steps;
        return new GradientState((Steps * gradient.SecondMoment) + ((square - Steps) * gradient.AcrossPositions))
        {
            AcrossSamples = square * gradient.AcrossSamples,
            AcrossPositions = square * gradient.AcrossPositions,
            AcrossUnits = square * gradient.AcrossUnits,
            AlongSignal = gradient.AlongSignal * Steps,
            SizeResponse = gradient.SizeResponse,
        };
    }
}
