using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Layer normalisation: over the features of a vector or time step, or the channels of a pixel, of each sample by itself.</summary>
/// <param name="Epsilon">Added to the variance.</param>
internal sealed partial record LayerNormLayer(double Epsilon) : Layer
{
    public override string Kind => "LayerNorm";

    /// <summary>The mean that it takes away is that of a row, not of a channel: a bias in front of it is felt.</summary>
    public override LayerRole Role => new NormalizationRole(MixesBatch: false, TakesAwayBias: false);

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        double epsilon = arguments.PositiveNumber("Epsilon", 1e-5, "1e-5");
        return arguments.IsValid ? new LayerNormLayer(epsilon) : null;
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        if (inputs[0].Channels > 1) return inputs[0];
        findings.Report(
            RuleIds.ShapeMismatch,
            $"reads {Text.Of(inputs[0])}, whose single {(inputs[0].IsImage ? "channel" : "feature")} is its own mean: nothing would be left of it",
            "Put it behind a layer with more of them, or write [BatchNorm]");
        return null;
    }

    public override IEnumerable<ParameterSpec> DeclareParameters(EquatableArray<Shape> inputs, Shape output)
    {
        yield return ChannelParameters.Declare(ParameterNames.Weight, Parameter.Weight, 1, output);
        yield return ChannelParameters.Declare(ParameterNames.Bias, Parameter.Bias, 0, output);
    }

    public override long MultiplyAdds(LayerNode node) => node.OutputShape.Size;

    public override string Describe(LayerNode node)
    {
        string row = node.OutputShape.Positions == 1 ? "features normalised" : node.OutputShape.IsSequence ? "features normalised in each time step" : "channels normalised in each pixel";
        return $"{Text.Of(node.OutputShape.Channels)} {row}, epsilon {Text.Of(Epsilon)}";
    }
}
