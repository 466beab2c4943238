using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record BatchNormLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder) => builder.Add(new BatchNormalization(
        builder.Input(),
        builder.Output(),
        builder.Parameter(Parameter.Weight),
        builder.Parameter(Parameter.Bias),
        builder.Parameter(ParameterNames.RunningMean),
        builder.Parameter(ParameterNames.RunningVariance),
        Momentum,
        Epsilon));
}
