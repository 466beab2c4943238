using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record DropoutLayer
{
    /// <summary>Nothing where nothing is dropped; the node's own number keeps its random numbers apart from other layers'.</summary>
    public override void Lower(LayerNode node, OperationBuilder builder)
    {
        if (builder.IsTrained && Rate > 0) builder.Add(new DropoutMap(Rate, builder.NodeIndex, builder.Input(), builder.Output()));
        else builder.Output(builder.Input());
    }
}
