using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record Conv2DTransposeLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder) => builder.Add(new TransposedWindowProduct(
        builder.Input(), builder.Parameter(Parameter.Weight), builder.Find(Parameter.Bias), builder.Output(), Rows(node), Columns(node), Groups));
}
