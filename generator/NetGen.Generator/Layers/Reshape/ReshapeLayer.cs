using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>The same values under another shape, in the order in which they lie.</summary>
/// <param name="Extents">One to three; one of them may be <see cref="Open"/>.</param>
internal sealed partial record ReshapeLayer(EquatableArray<int> Extents) : Layer
{
    /// <summary>Stands for an extent that follows from the others.</summary>
    private const int Open = -1;

    private const int MostExtents = 3;

    public override string Kind => "Reshape";

    public override LayerRole Role => PassingRole.Arrangement;

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        EquatableArray<long> extents = arguments.Integers("shape");
        if (extents.Count is 0 or > MostExtents)
        {
            arguments.Reject(
                extents.Count == 0 ? "has no shape" : $"has {Text.Of(extents.Count)} extents, but there are at most height, width and channels",
                "Write features, or time steps and features, or height, width and channels");
            return null;
        }

        for (int place = 0; place < extents.Count; place++)
        {
            if (extents[place] is (>= 1 or Open) and <= SizeLimits.MaximumElements) continue;
            arguments.Reject(
                $"has an extent of {Text.Of(extents[place])}, which must be at least 1 and at most {Text.Grouped(SizeLimits.MaximumElements)}",
                "Write how many there are, or -1 for one that follows from the others");
            return null;
        }

        if (extents.Count(extent => extent == Open) > 1)
        {
            arguments.Reject("leaves several extents open", "Write -1 for one of them at most");
            return null;
        }

        return new ReshapeLayer(extents.Select(extent => (int)extent).ToEquatableArray());
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        long given = SizeLimits.Product([.. Extents.Where(extent => extent != Open).Select(extent => (long)extent)]);
        bool isOpen = Extents.Contains(Open);
        if (isOpen ? input.Size % given != 0 : input.Size != given)
        {
            findings.Report(
                RuleIds.ReshapeSize,
                $"gives {Text.Of(input)}, of {Text.Grouped(input.Size)} values, the shape {Written()}, {(isOpen ? $"and {SizeLimits.Count(given)} does not divide them" : $"which has {SizeLimits.Count(given)}")}",
                isOpen ? $"Write extents whose product divides {Text.Of(input.Size)}" : $"Write extents whose product is {Text.Of(input.Size)}, or -1 for one of them");
            return null;
        }

        int[] extents = [.. Extents.Select(extent => extent == Open ? (int)(input.Size / given) : extent)];
        return extents.Length switch
        {
            1 => input.Flatten(),
            2 => Shape.Sequence(extents[0], extents[1]),
            _ => Shape.Image(extents[0], extents[1], extents[2]),
        };
    }

    public override string Describe(LayerNode node) => $"{node.InputShapes[0]} read as {node.OutputShape}";

    private string Written() => string.Join("x", Extents.Select(extent => Text.Of(extent)));
}
