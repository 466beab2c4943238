using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record SoftmaxLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder) => builder.Add(new RowSoftmax(builder.Input(), builder.Output(), GivesLogarithms));
}
