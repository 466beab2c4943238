using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record LastLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder)
    {
        Shape shape = node.InputShapes[0];
        if (builder.Lengths() is { } lengths)
        {
            builder.Add(new StepSelection(SelectedSteps.Last, builder.Input(), lengths, builder.Output()));
            return;
        }

        builder.Add(new Arrangement(
            builder.Input(), AxisStep.Columns(shape.Width - 1), builder.Output(), AxisStep.None, [ArrangementLoops.Channels(shape.Channels)]));
    }

    /// <summary>As if the sequence ended with the step at hand.</summary>
    public override StepRule RuleOfSteps(LayerNode node) => StepRule.Endless;

    public override void LowerStep(LayerNode node, OperationBuilder builder) => builder.Add(new Reshape(builder.Input(), builder.Output()));
}
