using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record DenseLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder)
        => builder.Add(new MatrixProduct(builder.Input(), builder.Parameter(Parameter.Weight), builder.Find(Parameter.Bias), builder.Output()));

    /// <summary>Step by step as it is.</summary>
    public override StepRule RuleOfSteps(LayerNode node) => StepRule.Endless;
}
