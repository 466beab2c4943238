using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record ReshapeLayer
{
    /// <summary>Where the channels change, by way of a vector: pixels of padded channels are copied together first, and apart again.</summary>
    public override void Lower(LayerNode node, OperationBuilder builder)
    {
        Shape input = node.InputShapes[0];
        Tensor read = builder.Input();
        if (input.Channels != node.OutputShape.Channels && input.Positions > 1 && node.OutputShape.Positions > 1)
        {
            Tensor vector = new(node.Name, Shape.Vector(input.Size));
            builder.Add(new Reshape(read, vector));
            read = vector;
        }

        builder.Add(new Reshape(read, builder.Output()));
    }
}
