using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record MergeLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder) => builder.Add(Merge switch
    {
        MergeKind.Add => new JoinMap(JoinFunction.Sum, builder.Inputs(), builder.Output()),
        MergeKind.Subtract => new JoinMap(JoinFunction.Difference, builder.Inputs(), builder.Output()),
        MergeKind.Multiply => new JoinMap(JoinFunction.Product, builder.Inputs(), builder.Output()),
        MergeKind.Average => new JoinMap(JoinFunction.Mean, builder.Inputs(), builder.Output()),
        MergeKind.Maximum => new JoinMap(JoinFunction.Maximum, builder.Inputs(), builder.Output()),
        MergeKind.Minimum => new JoinMap(JoinFunction.Minimum, builder.Inputs(), builder.Output()),
        _ => new Concatenation(builder.Inputs(), builder.Output()),
    });

    /// <summary>Step by step as it is.</summary>
    public override StepRule RuleOfSteps(LayerNode node) => StepRule.Endless;
}
