using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

internal sealed partial record FlattenLayer
{
    public override bool IsView => true;

    public override void Lower(LayerNode node, LoweringContext context)
    {
        context.SetOutput(context.ContiguousInput().Flattened(node.OutputShape));
    }
}
