using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record PermuteLayer
{
    private bool KeepsChannels => Axes[Axes.Count - 1] == Axes.Count - 1;

    /// <summary>The same values. Where the channels stay last, distances of positions change places; else what were positions are units now, and the other way round.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        if (Axes.Count == 1) return x;
        if (!KeepsChannels) return ArrangementSignal.Mixed(x, node.InputShapes[0], node.OutputShape);
        bool areExchanged = Axes[0] == 1;
        return !areExchanged ? x : ArrangementSignal.Repositioned(x, node.OutputShape, static (row, column) => new SourceLag(column, row, IsOtherUnit: false)) with
        {
            Rows = x.Columns,
            Columns = x.Rows,
        };
    }

    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        if (Axes.Count == 1) return gradient;
        if (!KeepsChannels) return ArrangementSignal.MixedBack(gradient, node.InputShapes[0], node.OutputShape);
        return Axes[0] == 0 ? gradient : gradient with { Rows = gradient.Columns, Columns = gradient.Rows, Gate = null };
    }
}
