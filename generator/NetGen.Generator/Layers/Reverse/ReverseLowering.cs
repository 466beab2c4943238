using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record ReverseLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder)
    {
        Shape shape = node.OutputShape;
        if (builder.Lengths() is { } lengths)
        {
            builder.Add(new StepSelection(SelectedSteps.Reversed, builder.Input(), lengths, builder.Output()));
            return;
        }

        builder.Add(new Arrangement(builder.Input(), AxisStep.Columns(shape.Width - 1), builder.Output(), AxisStep.None,
        [
            new("step", shape.Width, AxisStep.Columns(-1), AxisStep.Columns(1)),
            ArrangementLoops.Channels(shape.Channels),
        ]));
    }
}
