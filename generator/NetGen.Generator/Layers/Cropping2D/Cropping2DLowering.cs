using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record Cropping2DLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder)
        => builder.Add(new Arrangement(builder.Input(), Borders.Inside, builder.Output(), AxisStep.None, ArrangementLoops.Whole(node.OutputShape)));
}
