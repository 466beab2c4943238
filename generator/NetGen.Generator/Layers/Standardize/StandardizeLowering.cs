using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record StandardizeLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder)
        => builder.Add(new StandardizeMap(builder.Input(), builder.Parameter(ParameterNames.Mean), builder.Parameter(ParameterNames.Scale), builder.Output()));

    /// <summary>Step by step as it is.</summary>
    public override StepRule RuleOfSteps(LayerNode node) => StepRule.Endless;
}
