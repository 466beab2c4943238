using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Batch normalisation per channel; for a vector, flattened or not, per feature.</summary>
/// <param name="Momentum">The newest batch's weight in the running statistics (PyTorch's meaning).</param>
/// <param name="Epsilon">Added to the variance.</param>
internal sealed partial record BatchNormLayer(double Momentum, double Epsilon) : Layer
{
    public override string Kind => "BatchNorm";

    public override LayerRole Role => new NormalizationRole(MixesBatch: true, TakesAwayBias: true);

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        double momentum = arguments.Number("Momentum", 0.1, value => value is > 0 and <= 1, "above 0 and at most 1", "0.1");
        double epsilon = arguments.PositiveNumber("Epsilon", 1e-5, "1e-5");
        return arguments.IsValid ? new BatchNormLayer(momentum, epsilon) : null;
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings) => inputs[0];

    public override IEnumerable<ParameterSpec> DeclareParameters(EquatableArray<Shape> inputs, Shape output)
    {
        yield return Declare(ParameterRole.Weight, "weight", 1, output);
        yield return Declare(ParameterRole.Bias, "bias", 0, output);
        yield return Declare(ParameterRole.RunningMean, "running_mean", 0, output);
        yield return Declare(ParameterRole.RunningVariance, "running_var", 1, output);
    }

    public override long MultiplyAdds(LayerNode node) => node.OutputShape.Size;

    public override string Describe(LayerNode node)
        => $"{Text.Count(node.Find(ParameterRole.Weight)!.Count, node.OutputShape.Rank == ShapeRank.Vector ? "unit" : "channel")} normalised over the batch, momentum {Text.Of(Momentum)}, epsilon {Text.Of(Epsilon)}";

    private static ParameterSpec Declare(ParameterRole role, string suffix, double value, Shape shape)
    {
        // A flattened image has a number for each of its values. They are the 'inputs' of one output, so that they lie as the values do:
        // row, column, channel; and in files as PyTorch has them: channel, row, column.
        bool isFlattened = shape.IsFlattened;
        return new ParameterSpec(
            role,
            suffix,
            1,
            isFlattened ? 1 : shape.Channels,
            isFlattened ? shape.Channels : 1,
            isFlattened ? shape.Height : 1,
            isFlattened ? shape.Width : 1,
            EquatableArray.Of(isFlattened ? shape.Size : shape.Channels),
            0,
            0,
            Initialize.Constant(value));
    }
}
