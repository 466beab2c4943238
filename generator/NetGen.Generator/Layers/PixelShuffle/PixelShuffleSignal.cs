using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record PixelShuffleLayer
{
    /// <summary>Pixels of a block were channels: only those a whole number of blocks apart are of one channel.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        Shape output = node.OutputShape;
        SignalState shuffled = ArrangementSignal.Repositioned(x, output, (row, column) => new SourceLag(
            SourceLag.Of(row, Factor, output.Height), SourceLag.Of(column, Factor, output.Width), IsOtherUnit: row % Factor != 0 || column % Factor != 0));
        return Factor == 1 ? x : shuffled with { Rows = Profile.Repeated(x.Rows, Factor), Columns = Profile.Repeated(x.Columns, Factor) };
    }

    /// <summary>Of two channels of a pixel, some were pixels of one block, the others of two channels.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        int channels = node.InputShapes[0].Channels;
        double inBlock = channels > 1 ? ((Factor * (double)Factor) - 1) / (channels - 1) : 0;
        return gradient with
        {
            AcrossUnits = (inBlock * gradient.AcrossPositions) + ((1 - inBlock) * gradient.AcrossUnits),
            Rows = Profile.Gathered(gradient.Rows, Factor),
            Columns = Profile.Gathered(gradient.Columns, Factor),
            Gate = null,
        };
    }
}
