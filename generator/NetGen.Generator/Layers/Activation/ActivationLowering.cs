using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal partial record ActivationLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder)
        => builder.Add(new ActivationMap(MapFunction.Of(Function), builder.Input(), builder.Output()));
}
