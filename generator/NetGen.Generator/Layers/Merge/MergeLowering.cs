using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record MergeLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder) => builder.Add(Merge switch
    {
        MergeKind.Add => new SumMap(builder.Inputs(), builder.Output()),
        MergeKind.Multiply => new ProductMap(builder.Inputs(), builder.Output()),
        _ => new Concatenation(builder.Inputs(), builder.Output()),
    });
}
