using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record LastLayer
{
    /// <summary>What one step has, which may be more or less than the mean.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        return ArrangementSignal.Repositioned(x.Scale(Profile.At(x.Columns, node.InputShapes[0].Positions - 1)), node.OutputShape, static (_, _) => default);
    }

    /// <summary>All others get no gradient.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        int steps = node.InputShapes[0].Positions;
        return gradient.Scale(1.0 / steps) with
        {
            AcrossPositions = steps > 1 ? 0 : gradient.AcrossPositions,
            AlongSignal = gradient.AlongSignal / steps,
            Columns = Profile.Of(Enumerable.Range(0, steps).Select(step => step == steps - 1 ? 1.0 : 0)).Profile,
            Gate = null,
        };
    }
}
