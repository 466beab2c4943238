using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record PixelShuffleLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder)
    {
        Shape input = node.InputShapes[0];
        builder.Add(new Arrangement(builder.Input(), AxisStep.None, builder.Output(), AxisStep.None,
        [
            new("row", input.Height, AxisStep.Rows(1), AxisStep.Rows(Factor)),
            new("blockRow", Factor, AxisStep.Channels(Factor), AxisStep.Rows(1)),
            new("column", input.Width, AxisStep.Columns(1), AxisStep.Columns(Factor)),
            new("blockColumn", Factor, AxisStep.Channels(1), AxisStep.Columns(1)),
            new("channel", node.OutputShape.Channels, AxisStep.Channels(Factor * Factor), AxisStep.Channels(1)),
        ]));
    }
}
