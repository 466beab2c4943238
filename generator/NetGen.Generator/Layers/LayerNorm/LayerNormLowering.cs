using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record LayerNormLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder) => builder.Add(new RowNormalization(
        builder.Input(), builder.Output(), IsCentered, builder.Find(Parameter.Weight), builder.Find(Parameter.Bias), Epsilon));

    /// <summary>Step by step as it is.</summary>
    public override StepRule RuleOfSteps(LayerNode node) => StepRule.Endless;
}
