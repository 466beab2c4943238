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

    /// <summary>Step by step as it is.</summary>
    public override StepRule RuleOfSteps(LayerNode node) => StepRule.Endless;
}
