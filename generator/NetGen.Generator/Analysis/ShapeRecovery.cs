using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>
/// Lets a layer that cannot work on the shape it is given go on with one that it can, so that something can be said of the layers behind it before
/// the author has mended it. The
/// shapes are assumed: what depends on them must not be said.
/// </summary>
internal static class ShapeRecovery
{
    /// <summary>No window is larger.</summary>
    private const int LargestExtent = 1 << 14;

    /// <summary>The errors behind which it is plain what the layer was meant to do.</summary>
    public static IReadOnlyCollection<string> Rules { get; } = [RuleIds.WindowTooLarge, RuleIds.MissingFlatten];

    /// <summary>The shapes that a layer could have been meant to read, and what it makes of them; null where its error is another one.</summary>
    public static (EquatableArray<Shape> Inputs, Shape Output)? Find(Layer layer, EquatableArray<Shape> inputs)
    {
        var refusal = new Refusal();
        if (layer.InferShape(inputs, refusal) is { } accepted) return (inputs, accepted);
        return refusal.Rule switch
        {
            RuleIds.MissingFlatten => Try(inputs.Select(shape => shape.Flatten()).ToEquatableArray()),
            RuleIds.WindowTooLarge => Enlarged(inputs).Select(Try).FirstOrDefault(found => found is not null),
            _ => null,
        };

        (EquatableArray<Shape> Inputs, Shape Output)? Try(EquatableArray<Shape> assumed)
            => layer.InferShape(assumed, new Refusal()) is { } output ? (assumed, output) : null;
    }

    /// <summary>The same inputs with at least so many positions along each side, the fewest first.</summary>
    private static IEnumerable<EquatableArray<Shape>> Enlarged(EquatableArray<Shape> inputs)
    {
        for (int extent = 2; extent <= LargestExtent; extent *= 2) yield return inputs.Select(shape => Enlarge(shape, extent)).ToEquatableArray();
    }

    private static Shape Enlarge(Shape shape, int extent)
        => new(shape.Axes.Select(axis => axis.Name == AxisName.Channel ? axis : axis with { Extent = Math.Max(axis.Extent, extent) }).ToEquatableArray());

    /// <summary>Keeps the rule of what a layer reports, and shows it to nobody.</summary>
    private sealed class Refusal : ILayerFindings
    {
        public string? Rule { get; private set; }

        public void Report(string rule, params string[] arguments) => Rule ??= rule;

        public void Report(string rule, IReadOnlyList<AttributeEdit> edits, params string[] arguments) => Rule ??= rule;
    }
}
