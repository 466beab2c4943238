using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Zeros around an image.</summary>
internal sealed partial record ZeroPadding2DLayer(Borders Borders) : Layer
{
    public override string Kind => "ZeroPadding2D";

    public override LayerRole Role => PassingRole.Arrangement;

    public static Layer? FromAttribute(AttributeArguments arguments)
        => Borders.FromAttribute(arguments) is { } borders ? new ZeroPadding2DLayer(borders) : null;

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        return WindowArguments.IsImage(input, findings)
            ? SizeLimits.Image((long)input.Height + Borders.Rows, (long)input.Width + Borders.Columns, input.Channels, findings)
            : null;
    }

    public override string Describe(LayerNode node) => $"zeros around: {Borders}";
}
