using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>
/// Group normalisation: of each sample by itself, over all positions and the channels of a group. With a group for each channel it is instance normalisation.
/// </summary>
/// <param name="Groups">Into how many the channels are divided; null for one for each channel.</param>
/// <param name="UseScale">Whether there is a weight for each channel.</param>
/// <param name="UseBias">Whether there is a bias for each channel.</param>
/// <param name="Epsilon">Added to the variance.</param>
internal sealed partial record GroupNormLayer(int? Groups, bool UseScale, bool UseBias, double Epsilon) : Layer
{
    public override string Kind => Groups is null ? "InstanceNorm" : "GroupNorm";

    /// <summary>Only where a channel is a group of its own, the mean that is taken away is a channel's, and with it goes the bias in front.</summary>
    public override LayerRole Role
        => new NormalizationRole(MixesBatch: false, TakesAwayBias: Groups is null) { PartsOfSample = Groups ?? 0, IsCentered = true };

    public static Layer? GroupNorm(AttributeArguments arguments)
    {
        int groups = arguments.Positive("groups");
        double epsilon = arguments.PositiveNumber("Epsilon", 1e-5, "1e-5");
        return arguments.IsValid ? new GroupNormLayer(groups, arguments.Flag("UseScale", true), arguments.Flag("UseBias", true), epsilon) : null;
    }

    public static Layer? InstanceNorm(AttributeArguments arguments)
    {
        double epsilon = arguments.PositiveNumber("Epsilon", 1e-5, "1e-5");
        return arguments.IsValid ? new GroupNormLayer(null, arguments.Flag("UseScale", false), arguments.Flag("UseBias", false), epsilon) : null;
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        if (input.FlattenedImage is not null)
        {
            findings.Report(RuleIds.ShapeMismatch, $"reads {Text.Of(input)}, whose positions and channels are no longer apart", "Move it above [Flatten]");
            return null;
        }

        if (Groups is { } groups && input.Channels % groups != 0)
        {
            string divisor = Text.Of(WindowArguments.GreatestCommonDivisor(input.Channels, groups));
            findings.Report(
                RuleIds.InvalidArgument,
                [new AttributeEdit(AttributeEditKind.SetArgument, -1, divisor) { Parameter = "groups", Position = 0 }],
                $"has groups = {Text.Of(groups)}, which does not divide the {Text.Count(input.Channels, input.IsImage ? "channel" : "feature")} of its input",
                $"Write a number of groups that divides {Text.Of(input.Channels)}");
            return null;
        }

        if ((long)input.Positions * GroupSize(input) > 1) return input;
        findings.Report(
            RuleIds.ShapeMismatch,
            $"reads {Text.Of(input)}, of which {(Groups is null ? "each channel is a single value" : "each group is a single value")} and its own mean: nothing would be left of it",
            "Write [LayerNorm], or " + (Groups is null ? "move it above the layer that leaves one position" : "fewer groups"));
        return null;
    }

    public override IEnumerable<ParameterSpec> DeclareParameters(EquatableArray<Shape> inputs, Shape output) => ChannelParameters.DeclareAffine(UseScale, UseBias, output);

    public override long MultiplyAdds(LayerNode node) => node.OutputShape.Size;

    public override SettingList DeclareSettings(LayerNode node) => new() { { "groups", Groups ?? node.OutputShape.Channels }, { "epsilon", Epsilon } };

    public override string Describe(LayerNode node)
    {
        Shape shape = node.OutputShape;
        string channel = shape.IsImage ? "channel" : "feature";
        string over = shape.Positions == 1 ? string.Empty : shape.IsImage ? " over all pixels" : " over all time steps";
        string what = Groups is { } groups ? $"{Text.Count(shape.Channels, channel)} normalised in {Text.Count(groups, "group")}{over}" : $"each of {Text.Count(shape.Channels, channel)} normalised{over}";
        string affine = ChannelParameters.Missing(UseScale, UseBias) is { } none ? $", {none}" : string.Empty;
        return $"{what}, epsilon {Text.Of(Epsilon)}{affine}";
    }

    /// <summary>Channels of a group.</summary>
    private int GroupSize(Shape shape) => Groups is { } groups ? shape.Channels / groups : 1;
}
