using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>The products of two branches' channels, added up: one number for each position.</summary>
/// <param name="IsNormalized">Whether both are made as long as 1 first, so that it is the cosine of the angle between them.</param>
internal sealed partial record DotLayer(bool IsNormalized) : Layer
{
    public override string Kind => "Dot";

    public override LayerRole Role => new MergeRole(MergeKind.Dot);

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        int others = arguments.Words("inputs").Count;
        if (others > 1) arguments.Reject($"names {Text.Of(others)} layers, and is the product of two: the one above and one more", "Name one layer, such as [Dot(\"left\")]");
        return arguments.IsValid ? new DotLayer(arguments.Flag("Normalize", false)) : null;
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        if (inputs.Count == 2 && inputs[0] == inputs[1]) return inputs[0].WithChannels(1);
        if (inputs.Count == 2)
        {
            findings.Report(
                RuleIds.ShapeMismatch, $"multiplies {Text.Of(inputs[0])} with {Text.Of(inputs[1])}, whose shapes differ", "Give both branches the same number of units, or of positions and channels");
        }

        return null;
    }

    public override long MultiplyAdds(LayerNode node) => (IsNormalized ? 3L : 1L) * node.InputShapes[0].Size;

    public override (int Products, string Remedy)? Scores(LayerNode node)
        => IsNormalized ? null : (node.InputShapes[0].Channels, "Write Normalize = true in both, or keep the widths in front of it");

    public override SettingList DeclareSettings(LayerNode node) => new() { { "normalize", IsNormalized } };

    public override string Describe(LayerNode node)
        => $"{(IsNormalized ? "cosine of the angle between" : "dot product of")} two branches of {Text.Count(node.InputShapes[0].Channels, node.InputShapes[0].IsImage ? "channel" : "feature")}";
}
