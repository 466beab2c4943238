using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

internal enum MergeKind
{
    Add,
    Subtract,
    Multiply,
    Average,
    Maximum,
    Minimum,
    Concat,
    Dot,
    Attention,
    Recurrence,
}

/// <summary>Joins two or more branches: element by element, or channels side by side.</summary>
internal sealed partial record MergeLayer(MergeKind Merge) : Layer
{
    public override string Kind => Merge.ToString();

    public override LayerRole Role => new MergeRole(Merge);

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
        => Merge == MergeKind.Concat ? Concatenate(inputs, findings) : Equal(inputs, findings);

    public override string Describe(LayerNode node) => Merge switch
    {
        MergeKind.Add => $"sum of {Text.Of(node.Inputs.Count)} branches",
        MergeKind.Subtract => node.Inputs.Count == 2 ? "difference of two branches" : $"one branch less {Text.Of(node.Inputs.Count - 1)} others",
        MergeKind.Average => $"mean of {Text.Of(node.Inputs.Count)} branches",
        MergeKind.Maximum => $"maximum of {Text.Of(node.Inputs.Count)} branches",
        MergeKind.Minimum => $"minimum of {Text.Of(node.Inputs.Count)} branches",
        MergeKind.Multiply => $"product of {Text.Of(node.Inputs.Count)} branches",
        _ => $"{Text.Of(node.Inputs.Count)} branches side by side",
    };

    private static Shape? Equal(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        foreach (Shape input in inputs)
        {
            if (input == inputs[0]) continue;
            findings.Report(
                RuleIds.ShapeMismatch,
                Project(inputs) is { } layer ? [new AttributeEdit(AttributeEditKind.InsertBefore, -1, layer)] : [],
                $"joins {Text.Of(inputs[0])} with {Text.Of(input)}, whose shapes differ",
                input.Size == inputs[0].Size
                    ? "Bring both to the same form, with [Flatten] on both branches or on neither"
                    : "Give both branches the same shape: the same strides, padding and number of filters or units");
            return null;
        }

        return inputs[0];
    }

    /// <summary>The layer that gives the tensor above the shape of the others, where one does: they differ in channels or features alone.</summary>
    private static string? Project(EquatableArray<Shape> inputs)
    {
        Shape from = inputs[0];
        Shape to = inputs[1];
        if (inputs.Skip(2).Any(input => input != to)) return null;
        if (to != from.WithChannels(to.Channels)) return null;
        return from.IsImage ? $"Conv2D({Text.Of(to.Channels)}, 1)" : $"Dense({Text.Of(to.Channels)})";
    }

    private static Shape? Concatenate(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape first = inputs[0];
        long channels = 0;
        foreach (Shape input in inputs)
        {
            if (!input.HasPositionsOf(first))
            {
                findings.Report(
                    RuleIds.ShapeMismatch,
                    $"puts {Text.Of(first)} beside {Text.Of(input)}, which differ in more than their channels",
                    "Give both branches the same height and width, or flatten both");
                return null;
            }

            channels = SizeLimits.Sum(channels, input.Channels);
        }

        return SizeLimits.Positions(first, channels, findings);
    }
}
