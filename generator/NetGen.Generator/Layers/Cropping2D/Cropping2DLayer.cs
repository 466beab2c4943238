using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>An image without its border, or a sequence without its ends.</summary>
internal sealed partial record Cropping2DLayer(Borders Borders) : Layer
{
    public override string Kind => "Cropping" + Borders.Space.Suffix;

    public override LayerRole Role => PassingRole.Arrangement;

    public static Layer? FromAttribute(WindowSpace space, AttributeArguments arguments)
        => Borders.FromAttribute(space, arguments) is { } borders ? new Cropping2DLayer(borders) : null;

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        if (!Borders.Space.Accepts(input, findings)) return null;
        if (Borders.Rows < input.Height && Borders.Columns < input.Width) return Borders.Space.Shape(input.Height - Borders.Rows, input.Width - Borders.Columns, input.Channels, findings);
        bool isSequence = Borders.Space.IsSequence;
        findings.Report(
            RuleIds.InvalidArgument,
            $"cuts off {(isSequence ? Text.Count(Borders.Columns, "step") : $"{Text.Count(Borders.Rows, "row")} and {Text.Count(Borders.Columns, "column")}")}, and leaves nothing of its input of {Borders.Space.Size(input)}",
            $"Cut off at most {(isSequence ? Text.Count(input.Width - 1, "step") : $"{Text.Count(input.Height - 1, "row")} and {Text.Count(input.Width - 1, "column")}")}");
        return null;
    }

    public override SettingList DeclareSettings(LayerNode node) => new() { { "cropping", WindowSettings.Around(Borders) } };

    public override string Describe(LayerNode node) => $"without its {(Borders.Space.IsSequence ? "ends" : "border")}: {Borders}";
}
