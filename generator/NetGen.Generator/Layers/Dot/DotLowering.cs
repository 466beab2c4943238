using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record DotLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder)
        => builder.Add(new RowDot(builder.Input(0), builder.Input(1), IsNormalized, builder.Output()));

    /// <summary>Step by step as it is.</summary>
    public override StepRule RuleOfSteps(LayerNode node) => StepRule.Endless;
}
