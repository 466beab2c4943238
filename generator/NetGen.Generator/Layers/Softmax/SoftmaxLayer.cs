using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Softmax over the channels of each position; over all values of a vector, flattened or not.</summary>
internal sealed partial record SoftmaxLayer : Layer
{
    public override string Kind => "Softmax";

    public override LayerRole Role => new ProbabilityRole();

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings) => inputs[0];

    public override string Describe(LayerNode node)
        => node.OutputShape.IsVector ? "probabilities" : "probabilities over the channels of each position";
}
