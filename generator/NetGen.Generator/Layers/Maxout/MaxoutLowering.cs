using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record MaxoutLayer
{
    /// <summary>
    /// Of a flattened image, too: its values lie pixel by pixel, so channels that stand side by side are those of one pixel. One piece is the largest
    /// of itself.
    /// </summary>
    public override void Lower(LayerNode node, OperationBuilder builder)
    {
        if (Pieces == 1) builder.Output(builder.Input());
        else builder.Add(new RowMaximum(Pieces, builder.Input(), builder.Output()));
    }

    /// <summary>Step by step as it is.</summary>
    public override StepRule RuleOfSteps(LayerNode node) => StepRule.Endless;
}
