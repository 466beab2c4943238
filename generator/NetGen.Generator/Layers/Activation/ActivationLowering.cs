using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal partial record ActivationLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder)
        => builder.Add(new ActivationMap(
            new MapFunction(Function.Expression, Function.DerivativeFromOutput, Function.IsRectifier), builder.Input(), builder.Output()));
}
