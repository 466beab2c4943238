using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

internal sealed partial record FlattenLayer
{
    public override bool IsView => true;

    public override void Lower(LayerNode node, LoweringContext context)
    {
        TensorValue input = context.ContiguousInput();
        int pitch = node.OutputShape.IsFlattened ? node.OutputShape.Channels : input.Extent;
        context.SetOutput(new TensorValue(input.Storage, node.OutputShape, pitch));
    }
}
