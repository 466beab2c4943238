using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record BatchNormLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder) => builder.Add(new BatchNormalization(
        builder.Input(),
        builder.Output(),
        builder.Parameter(ParameterRole.Weight),
        builder.Parameter(ParameterRole.Bias),
        builder.Parameter(ParameterRole.RunningMean),
        builder.Parameter(ParameterRole.RunningVariance),
        Momentum,
        Epsilon));
}
