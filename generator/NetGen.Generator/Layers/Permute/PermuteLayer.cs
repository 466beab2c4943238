using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Axes exchanged.</summary>
/// <param name="Axes">For each axis of the output the input's, counted from 0.</param>
internal sealed partial record PermuteLayer(EquatableArray<int> Axes) : Layer
{
    public override string Kind => "Permute";

    public override LayerRole Role => PassingRole.Arrangement;

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        EquatableArray<long> axes = arguments.Integers("axes");
        if (axes.Count is >= 1 and <= 3 && axes.OrderBy(axis => axis).SequenceEqual(Enumerable.Range(1, axes.Count).Select(axis => (long)axis)))
        {
            return new PermuteLayer(axes.Select(axis => (int)axis - 1).ToEquatableArray());
        }

        arguments.Reject(
            axes.Count == 0 ? "names no axis" : $"has the axes {Text.List(axes.Select(axis => Text.Of(axis)))}, which are not each axis once, counted from 1",
            "Write [Permute(2, 1)] for a sequence, or an order of 1, 2 and 3 for an image");
        return null;
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        EquatableArray<int> extents = input.Extents;
        if (extents.Count != Axes.Count)
        {
            findings.Report(
                RuleIds.ShapeMismatch,
                $"exchanges {Text.Of(Axes.Count)} axes, but reads {Text.Of(input)}",
                extents.Count == 1 ? "Leave it out, as a vector has one axis only" : $"Write {Text.Of(extents.Count)} axes");
            return null;
        }

        return Axes.Count switch
        {
            1 => input,
            2 => Shape.Sequence(extents[Axes[0]], extents[Axes[1]]),
            _ => Shape.Image(extents[Axes[0]], extents[Axes[1]], extents[Axes[2]]),
        };
    }

    public override SettingList DeclareSettings(LayerNode node) => new() { { "axes", [.. Axes.Select(axis => axis + 1)] } };

    public override string Describe(LayerNode node) => $"axes {Text.List(Axes.Select(axis => Text.Of(axis + 1)))} of its input";
}
