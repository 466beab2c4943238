using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record RepeatVectorLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder) => builder.Add(new Arrangement(builder.Input(), AxisStep.None, builder.Output(), AxisStep.None,
    [
        new("step", Steps, AxisStep.None, AxisStep.Columns(1)),
        ArrangementLoops.Channels(node.OutputShape.Channels),
    ]));
}
