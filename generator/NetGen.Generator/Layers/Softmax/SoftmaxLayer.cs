using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Softmax over the channels of each position; over all values of a vector, flattened or not.</summary>
/// <param name="GivesLogarithms">Whether it gives logarithms of probabilities.</param>
internal sealed partial record SoftmaxLayer(bool GivesLogarithms) : Layer
{
    public override string Kind => GivesLogarithms ? "LogSoftmax" : "Softmax";

    public override LayerRole Role => new ProbabilityRole(GivesLogarithms);

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings) => inputs[0];

    public override string Describe(LayerNode node)
        => (GivesLogarithms ? "logarithms of probabilities" : "probabilities") + (node.OutputShape.IsVector ? "" : " over the channels of each position");
}
