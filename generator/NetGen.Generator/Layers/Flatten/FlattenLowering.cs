using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record FlattenLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder) => builder.Add(new Reshape(builder.Input(), builder.Output()));
}
