using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>An image made larger by whole factors: each pixel becomes a block of equal ones, or lies between those around it.</summary>
internal sealed partial record UpSampling2DLayer(int SizeHeight, int SizeWidth, Interpolation Interpolation) : Layer
{
    public override string Kind => "UpSampling2D";

    public override LayerRole Role => Interpolation == Interpolation.Nearest ? PassingRole.Arrangement : PassingRole.Interpolation;

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        (int height, int width) = WindowArguments.Pair(arguments, "size", "SizeHeight", "SizeWidth", 1);
        Interpolation interpolation = arguments.Choice("Interpolation", Interpolation.Nearest);
        return arguments.IsValid ? new UpSampling2DLayer(height, width, interpolation) : null;
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        return WindowArguments.IsImage(input, findings)
            ? SizeLimits.Image(SizeLimits.Product(input.Height, SizeHeight), SizeLimits.Product(input.Width, SizeWidth), input.Channels, findings)
            : null;
    }

    public override string Describe(LayerNode node) => Interpolation == Interpolation.Nearest
        ? $"each pixel as a block of {Text.Window(SizeHeight, SizeWidth)}"
        : $"{Text.Window(SizeHeight, SizeWidth)} times as large, on straight lines between pixels";
}
