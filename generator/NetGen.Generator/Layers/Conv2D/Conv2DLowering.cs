using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record Conv2DLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder) => builder.Add(new WindowProduct(
        builder.Input(),
        builder.Parameter(Parameter.Weight),
        builder.Find(Parameter.Bias),
        builder.Output(),
        Rows(node.InputShapes[0]),
        Columns(node.InputShapes[0]),
        Groups,
        Algorithm));
}
