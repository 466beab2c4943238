using NetGen.Onnx.Reading.Constants;
using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>Means, maxima and sums along axes: global poolings.</summary>
internal static class Reductions
{
    private const string Largest = "GlobalMaxPool";
    private const string Mean = "GlobalAveragePool";

    public static ReadValue GlobalMaximum(ReadNode node) => Global(node, Largest);

    public static ReadValue GlobalMean(ReadNode node) => Global(node, Mean);

    public static ReadValue Maximum(ReadNode node) => Reduce(node, node.Value(0), Largest);

    /// <summary>The largest of the negatives.</summary>
    public static ReadValue Minimum(ReadNode node) => ElementMaps.Negated(node, Reduce(node, ElementMaps.Negated(node, node.Value(0)), Largest));

    public static ReadValue Average(ReadNode node) => Reduce(node, node.Value(0), Mean);

    public static ReadValue Sum(ReadNode node) => Sum(node, node.Value(0));

    public static ReadValue SumOfSquares(ReadNode node) => Sum(node, Joins.Values(node, "Multiply", [node.Value(0), node.Value(0)]));

    public static ReadValue SumOfAbsolutes(ReadNode node) => Sum(node, ElementMaps.Absolute(node, node.Value(0)));

    /// <summary>Means times their number.</summary>
    private static ReadValue Sum(ReadNode node, ReadValue value)
    {
        ReadValue mean = Reduce(node, value, Mean);
        long count = value.Size / mean.Size;
        return count == 1 ? mean : Affine.Multiply(node, mean, count);
    }

    private static ReadValue Global(ReadNode node, string kind)
    {
        ReadValue value = node.Value(0);
        return value.Rank < 3
            ? throw new NotSupportedException("its input has no positions")
            : Reduce(node, value, kind, [.. Enumerable.Range(2, value.Rank - 2)], keeps: true);
    }

    private static ReadValue Reduce(ReadNode node, ReadValue value, string kind)
    {
        long[]? axes = node.WholesOf(1, "axes");
        if (axes is not { Length: > 0 })
        {
            if (node.Whole("noop_with_empty_axes", 0) != 0) return value;
            axes = [.. Enumerable.Range(0, value.Rank).Select(axis => (long)axis)];
        }

        return Reduce(node, value, kind, [.. axes.Select(value.Axis).Distinct()], node.Whole("keepdims", 1) != 0);
    }

    private static ReadValue Reduce(ReadNode node, ReadValue value, string kind, int[] axes, bool keeps)
    {
        Atom[] reduced = value.Atoms(axes);
        Axes tensor = axes.Aggregate(value.Tensor, (all, axis) => all.With(axis, []));
        if (!keeps) tensor = tensor.Without(axes);
        if (reduced.Length == 0) return value with { Tensor = tensor };
        Atom[] kept = [.. value.Network.Flat.Except(reduced)];
        bool isAsItIs = value.Network.Count > 1 && value.Network[value.Network.Count - 1].SequenceEqual(kept);
        if (!isAsItIs) value = node.Rows(value, kept);
        return new ReadValue(node.Layer($"{kind}{value.Network.Count - 1}D", value), new Axes(kept), tensor);
    }
}
