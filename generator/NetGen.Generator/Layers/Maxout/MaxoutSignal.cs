using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record MaxoutLayer
{
    /// <summary>The largest of so many independent units, as they are behind weights: see <see cref="MergeLayer.Larger"/>.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState largest = inputs[0];
        for (int piece = 1; piece < Pieces; piece++) largest = MergeLayer.Larger(largest, inputs[0]);
        return largest;
    }

    /// <summary>The gradient comes to one piece of so many.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
        => MergeLayer.Chosen(gradient with { Gate = null, Selection = 1, WeightResponse = 0, AlongUnits = 0 }, 1.0 / Pieces);
}
