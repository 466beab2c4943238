using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Zeros around an image, or at the ends of a sequence.</summary>
internal sealed partial record ZeroPadding2DLayer(Borders Borders) : Layer
{
    public override string Kind => "ZeroPadding" + Borders.Space.Suffix;

    public override LayerRole Role => PassingRole.Arrangement;

    public static Layer? FromAttribute(WindowSpace space, AttributeArguments arguments)
        => Borders.FromAttribute(space, arguments) is { } borders ? new ZeroPadding2DLayer(borders) : null;

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        return Borders.Space.Accepts(input, findings)
            ? Borders.Space.Shape((long)input.Height + Borders.Rows, (long)input.Width + Borders.Columns, input.Channels, findings)
            : null;
    }

    public override SettingList DeclareSettings(LayerNode node) => new() { { "padding", WindowSettings.Around(Borders) } };

    public override string Describe(LayerNode node) => $"zeros {(Borders.Space.IsSequence ? "at the ends" : "around")}: {Borders}";
}
