using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record PositionsLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder)
        => builder.Add(new AddTable(builder.Input(), IsSinusoidal ? builder.Parameter(Table) : builder.Parameter(Parameter.Weight), builder.Output()));

    /// <summary>The table ends with the declared steps.</summary>
    public override StepRule RuleOfSteps(LayerNode node) => StepRule.Bounded;

    public override void LowerStep(LayerNode node, OperationBuilder builder)
        => builder.Add(new AddTable(builder.Input(), IsSinusoidal ? builder.Parameter(Table) : builder.Parameter(Parameter.Weight), builder.Output()) { IsStep = true });
}
