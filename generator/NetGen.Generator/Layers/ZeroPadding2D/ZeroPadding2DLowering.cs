using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record ZeroPadding2DLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder)
        => builder.Add(new Arrangement(builder.Input(), AxisStep.None, builder.Output(), Borders.Inside, ArrangementLoops.Whole(node.InputShapes[0])));
}
