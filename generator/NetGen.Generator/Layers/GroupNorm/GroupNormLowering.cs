using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record GroupNormLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder) => builder.Add(new GroupNormalization(
        builder.Input(), builder.Output(), Groups ?? node.OutputShape.Channels, builder.Find(Parameter.Weight), builder.Find(Parameter.Bias), Epsilon));
}
