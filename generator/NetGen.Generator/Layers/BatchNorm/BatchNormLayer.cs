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
        yield return ChannelParameters.Declare(ParameterNames.Weight, Parameter.Weight, 1, output);
        yield return ChannelParameters.Declare(ParameterNames.Bias, Parameter.Bias, 0, output);
        yield return ChannelParameters.Declare(ParameterNames.RunningMean, null, 0, output) with { IsTrained = false };
        yield return ChannelParameters.Declare(ParameterNames.RunningVariance, null, 1, output) with { IsTrained = false };
    }

    public override long MultiplyAdds(LayerNode node) => node.OutputShape.Size;

    public override SettingList DeclareSettings(LayerNode node) => new() { { "momentum", Momentum }, { "epsilon", Epsilon } };

    public override string Describe(LayerNode node)
        => $"{Text.Count(node.OutputShape.Channels, node.OutputShape.IsVector ? "unit" : "channel")} normalised over the batch, momentum {Text.Of(Momentum)}, epsilon {Text.Of(Epsilon)}";
}
