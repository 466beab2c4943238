using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>An image, or a sequence, made larger by whole factors: each position becomes a block of equal ones, or lies between those around it.</summary>
internal sealed partial record UpSampling2DLayer(int SizeHeight, int SizeWidth, Interpolation Interpolation) : Layer
{
    /// <summary>What becomes larger.</summary>
    public WindowSpace Space { get; init; } = WindowSpace.Image;

    public override string Kind => "UpSampling" + Space.Suffix;

    public override LayerRole Role => Interpolation == Interpolation.Nearest ? PassingRole.Arrangement : PassingRole.Interpolation;

    public static Layer? FromAttribute(WindowSpace space, AttributeArguments arguments)
    {
        (int height, int width) = space.Pair(arguments, "size", "SizeHeight", "SizeWidth", 1);
        Interpolation interpolation = arguments.Choice("Interpolation", Interpolation.Nearest);
        return arguments.IsValid ? new UpSampling2DLayer(height, width, interpolation) { Space = space } : null;
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        return Space.Accepts(input, findings)
            ? Space.Shape(SizeLimits.Product(input.Height, SizeHeight), SizeLimits.Product(input.Width, SizeWidth), input.Channels, findings)
            : null;
    }

    public override SettingList DeclareSettings(LayerNode node) => new() { { "factor", WindowSettings.Both(Space, SizeHeight, SizeWidth) }, { "interpolation", Interpolation.ToString() } };

    public override string Describe(LayerNode node) => Interpolation == Interpolation.Nearest
        ? Space.IsSequence ? $"each step {Text.Of(SizeWidth)} times" : $"each pixel as a block of {Text.Window(SizeHeight, SizeWidth)}"
        : $"{Text.Window(SizeHeight, SizeWidth)} times as large, on straight lines between pixels";
}
