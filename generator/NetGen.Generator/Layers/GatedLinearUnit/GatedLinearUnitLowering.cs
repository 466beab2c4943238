using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record GatedLinearUnitLayer
{
    /// <summary>A flattened image is halved as the image was: its values lie pixel by pixel, and half of a vector of them would be half of the rows.</summary>
    public override void Lower(LayerNode node, OperationBuilder builder)
    {
        MapFunction function = MapFunction.Of(Gate);
        if (node.InputShapes[0].FlattenedImage is not { } image)
        {
            builder.Add(new RowGate(function, builder.Input(), builder.Output()));
            return;
        }

        Tensor pixels = new(node.Name + "Pixels", image);
        Tensor gated = new(node.Name + "Gated", node.OutputShape.FlattenedImage!.Value);
        builder.Add(new Reshape(builder.Input(), pixels));
        builder.Add(new RowGate(function, pixels, gated));
        builder.Add(new Reshape(gated, builder.Output()));
    }

    /// <summary>Step by step as it is.</summary>
    public override StepRule RuleOfSteps(LayerNode node) => StepRule.Endless;
}
