using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record ReshapeLayer
{
    /// <summary>The same values. Where the channels stay, so does what is known of units, and only how far positions are apart is forgotten.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        (Shape from, Shape to) = (node.InputShapes[0], node.OutputShape);
        if (from == to) return x;
        if (from.Channels != to.Channels) return ArrangementSignal.Mixed(x, from, to);
        return x.WithoutPositions() with
        {
            Positions = x.Positions is null ? null : ArrangementSignal.Flat(to, x.SecondMoment, x.AcrossPositions),
            Pattern = x.Pattern is null ? null : ArrangementSignal.Flat(to, x.AcrossSamples, x.Pattern.Different),
            Rows = default,
            Columns = default,
            Preimage = x.Preimage is not { } normal ? null : normal with
            {
                Positions = normal.Positions is null ? null : ArrangementSignal.Flat(to, 1, normal.PositionCorrelation),
                Pattern = normal.Pattern is null ? null : ArrangementSignal.Flat(to, normal.SampleCorrelation, normal.Pattern.Different),
            },
        };
    }

    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
        => ArrangementSignal.MixedBack(gradient, node.InputShapes[0], node.OutputShape);
}
