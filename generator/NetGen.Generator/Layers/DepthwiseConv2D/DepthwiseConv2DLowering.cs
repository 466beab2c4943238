namespace NetGen.Generator.Layers;

internal sealed partial record DepthwiseConv2DLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder) => Convolution(node).Lower(node, builder);
}
