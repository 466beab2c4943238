using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record Pool2DLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder) => builder.Add(new WindowReduction(
        Pool == PoolKind.Max, builder.Input(), builder.Output(), Rows(node.InputShapes[0]), Columns(node.InputShapes[0]))
    { HasUnequalBins = HasUnequalBins(node.InputShapes[0]), Lengths = IsGlobal ? builder.Lengths() : null });
}
