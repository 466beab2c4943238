using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record EmbeddingLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder)
        => builder.Add(new Gather(builder.Input(), builder.Parameter(Parameter.Weight), builder.Output()));

    /// <summary>A row for the index at hand.</summary>
    public override StepRule RuleOfSteps(LayerNode node) => StepRule.Endless;
}
