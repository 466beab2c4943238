using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Channels as blocks of pixels, in PyTorch's order.</summary>
internal sealed partial record PixelShuffleLayer(int Factor) : Layer
{
    public override string Kind => "PixelShuffle";

    public override LayerRole Role => PassingRole.Arrangement;

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        int factor = arguments.Positive("factor");
        return arguments.IsValid ? new PixelShuffleLayer(factor) : null;
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        if (!WindowArguments.IsImage(input, findings)) return null;
        long block = SizeLimits.Product(Factor, Factor);
        if (input.Channels % block == 0) return Shape.Image(input.Height * Factor, input.Width * Factor, (int)(input.Channels / block));
        findings.Report(
            RuleIds.InvalidArgument,
            $"makes blocks of {Text.Window(Factor, Factor)} pixels out of {Text.Count(input.Channels, "channel")}, which {Text.Grouped(block)} does not divide",
            $"Give the layer above a multiple of {Text.Grouped(block)} channels");
        return null;
    }

    public override SettingList DeclareSettings(LayerNode node) => new() { { "factor", Factor } };

    public override string Describe(LayerNode node) => $"channels as blocks of {Text.Window(Factor, Factor)} pixels";
}
