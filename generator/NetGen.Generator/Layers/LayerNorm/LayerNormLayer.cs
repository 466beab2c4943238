using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>
/// Layer normalisation: over the features of a vector or time step, or the channels of a pixel, of each sample by itself. Where means stay, it is
/// RMSNorm.
/// </summary>
/// <param name="IsCentered">Whether a row's mean is taken away.</param>
/// <param name="UseScale">Whether there is a weight for each channel.</param>
/// <param name="UseBias">Whether there is a bias for each channel.</param>
/// <param name="Epsilon">Added to the variance, or to the mean square.</param>
internal sealed partial record LayerNormLayer(bool IsCentered, bool UseScale, bool UseBias, double Epsilon) : Layer
{
    public override string Kind => IsCentered ? "LayerNorm" : "RMSNorm";

    /// <summary>The mean that it takes away is that of a row, not of a channel: a bias in front of it is felt.</summary>
    public override LayerRole Role
        => new NormalizationRole(MixesBatch: false, TakesAwayBias: false) { PartsOfSample = 1, IsOfEachPosition = true, IsCentered = IsCentered };

    /// <param name="isCentered">Whether it is LayerNorm; else RMSNorm, which has no bias.</param>
    public static Layer? FromAttribute(bool isCentered, AttributeArguments arguments)
    {
        double epsilon = arguments.PositiveNumber("Epsilon", 1e-5, "1e-5");
        return arguments.IsValid ? new LayerNormLayer(isCentered, arguments.Flag("UseScale", true), isCentered && arguments.Flag("UseBias", true), epsilon) : null;
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        if (inputs[0].Channels > 1) return inputs[0];
        findings.Report(
            RuleIds.ShapeMismatch,
            $"reads {Text.Of(inputs[0])}, whose single {(inputs[0].IsImage ? "channel" : "feature")} is " + (IsCentered ? "its own mean: nothing would be left of it" : "as large as its row: its sign alone would be left of it"),
            "Put it behind a layer with more of them, or write [BatchNorm]");
        return null;
    }

    public override IEnumerable<ParameterSpec> DeclareParameters(EquatableArray<Shape> inputs, Shape output) => ChannelParameters.DeclareAffine(UseScale, UseBias, output);

    public override long MultiplyAdds(LayerNode node) => node.OutputShape.Size;

    public override SettingList DeclareSettings(LayerNode node) => new() { { "epsilon", Epsilon } };

    public override string Describe(LayerNode node)
    {
        string normalized = IsCentered ? "normalised" : "over their root mean square";
        string row = node.OutputShape.Positions == 1 ? $"features {normalized}" : node.OutputShape.IsSequence ? $"features {normalized} in each time step" : $"channels {normalized} in each pixel";
        string missing = ChannelParameters.Missing(UseScale, UseBias || !IsCentered) is { } none ? $", {none}" : string.Empty;
        return $"{Text.Of(node.OutputShape.Channels)} {row}, epsilon {Text.Of(Epsilon)}{missing}";
    }
}
