using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record FlattenLayer
{
    /// <summary>The same values; pixels have become units, and where a value stood is forgotten.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        double others = Math.Max(1, node.OutputShape.Size - 1);
        Shape rows = node.InputShapes[0];
        double sameChannel = (rows.Positions - 1) / others;
        double samePixel = (rows.Channels - 1) / others;
        double squares = x.Positions?.Map(moment => x.Correlation(moment) * x.Correlation(moment)).Different ?? 1;
        return x.WithoutPositions() with
        {
            UnitOverlap = (sameChannel * squares)
                + (samePixel * x.UnitOverlap)
                + ((1 - sameChannel - samePixel) * x.UnitOverlap * squares),
            AcrossUnits = (sameChannel * x.AcrossPositions)
                + (samePixel * x.AcrossUnits)
                + ((1 - sameChannel - samePixel) * x.Joint(x.AcrossUnits, x.AcrossPositions)),
            AcrossBoth = x.AcrossSamples,
            Saturated = 0,
            Rows = default,
            Columns = default,
        };
    }

    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
        => gradient with { Gate = null, AcrossPositions = gradient.AcrossUnits, Rows = default, Columns = default };
}
