using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record ReverseLayer
{
    /// <summary>The same values, as far apart as before; where they stood in time is mirrored.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
        => inputs[0] with { Columns = inputs[0].Columns.Reverse().ToEquatableArray() };

    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
        => gradient with { Columns = gradient.Columns.Reverse().ToEquatableArray(), Gate = null };
}
