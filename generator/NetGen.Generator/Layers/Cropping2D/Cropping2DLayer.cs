using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>An image without its border.</summary>
internal sealed partial record Cropping2DLayer(Borders Borders) : Layer
{
    public override string Kind => "Cropping2D";

    public override LayerRole Role => PassingRole.Arrangement;

    public static Layer? FromAttribute(AttributeArguments arguments)
        => Borders.FromAttribute(arguments) is { } borders ? new Cropping2DLayer(borders) : null;

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        if (!WindowArguments.IsImage(input, findings)) return null;
        if (Borders.Rows < input.Height && Borders.Columns < input.Width) return Shape.Image(input.Height - Borders.Rows, input.Width - Borders.Columns, input.Channels);
        findings.Report(
            RuleIds.InvalidArgument,
            $"cuts off {Text.Count(Borders.Rows, "row")} and {Text.Count(Borders.Columns, "column")}, and leaves nothing of its input of {Text.Window(input.Height, input.Width)} pixels",
            $"Cut off at most {Text.Count(input.Height - 1, "row")} and {Text.Count(input.Width - 1, "column")}");
        return null;
    }

    public override string Describe(LayerNode node) => $"without its border: {Borders}";
}
