using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record RandomLayer
{
    /// <summary>Nothing where nothing is changed; the node's own number keeps its random numbers apart from other layers'.</summary>
    public override void Lower(LayerNode node, OperationBuilder builder)
    {
        if (builder.IsTrained && Amount > 0) builder.Add(new RandomMap(Change, Amount, builder.NodeIndex, builder.Input(), builder.Output()));
        else builder.Output(builder.Input());
    }

    /// <summary>Step by step as it is.</summary>
    public override StepRule RuleOfSteps(LayerNode node) => StepRule.Endless;
}
