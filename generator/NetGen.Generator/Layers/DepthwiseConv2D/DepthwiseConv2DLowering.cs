namespace NetGen.Generator.Layers;

internal sealed partial record DepthwiseConv2DLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder) => Convolution(node).Lower(node, builder);

    public override StepRule RuleOfSteps(LayerNode node) => Convolution(node).RuleOfSteps(node);

    public override void LowerStep(LayerNode node, OperationBuilder builder) => Convolution(node).LowerStep(node, builder);
}
