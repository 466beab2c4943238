using NetGen.Onnx.Graphs;
using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>Resize and Upsample: UpSampling where it gives the same, else a matrix along each axis.</summary>
internal static class Resizing
{
    public static ReadValue Read(ReadNode node)
    {
        ReadValue value = node.Value(0);
        bool isOld = node.Op == "Upsample" || node.InputCount == 2;
        float[]? scales = node.Has(isOld ? 1 : 2) && node.Constant(isOld ? 1 : 2) is { Count: > 0 } given ? given.NumbersOrRefuse()
            : node.HasAttribute("scales") ? node.Numbers("scales")
            : null;
        long[]? sizes = !isOld && node.Has(3) ? node.Constant(3).WholesOrRefuse() : null;
        long[] axes = node.WholesOf(int.MaxValue, "axes") ?? [.. Enumerable.Range(0, value.Rank).Select(axis => (long)axis)];
        if ((scales is null) == (sizes is null) || (scales?.Length ?? sizes!.Length) != axes.Length)
            throw new NotSupportedException("its scales or sizes are not one for each axis");
        if (node.Whole("antialias", 0) != 0 || node.Word("keep_aspect_ratio_policy", "stretch") != "stretch")
            throw new NotSupportedException("it smooths, or keeps the ratio of its sides");
        Sampling sampling = Sampling.Of(node);
        List<(int Axis, Weights Matrix)> changes = [];
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = value.Axis(axes[i]);
            if (scales?[i] == 1 || (sizes is not null && (value.Tensor.IsSamples(axis) || sizes[i] == value.Tensor.Extent(axis)))) continue;
            int extent = (int)Atom.Product(value.Atoms(axis));
            double scale = scales is not null ? scales[i] : (double)sizes![i] / extent;
            if (!(scale > 0 && extent * scale < 1 << 24)) throw new NotSupportedException($"its scale is {scale}");
            int result = sizes is not null ? ReadNode.Fitting("a size", sizes[i], 1) : (int)Math.Floor((float)(extent * scale));
            if (result < 1) throw new NotSupportedException("nothing is left of an axis");
            changes.Add((axis, new Weights("resize", [result, extent], sampling.Matrix(node, extent, result, scale))));
        }

        return AsLayer(node, value, changes) ?? changes.Aggregate(value, (resized, change) => Products.Along(node, resized, change.Axis, change.Matrix, null));
    }

    /// <summary>The layer that gives the same; null where none does.</summary>
    private static ReadValue? AsLayer(ReadNode node, ReadValue value, List<(int Axis, Weights Matrix)> changes)
    {
        if (changes.Count == 0 || value.Rank is not (3 or 4) || changes.Any(change => change.Axis < 2 || change.Matrix.Shape[0] % change.Matrix.Shape[1] != 0))
            return null;
        int[] factors =
        [
            .. Enumerable.Range(2, value.Rank - 2)
                .Select(axis => changes.FirstOrDefault(change => change.Axis == axis).Matrix is { Shape: [var more, var less] } ? more / less : 1),
        ];
        foreach ((string mode, string argument) in new[] { ("nearest", ""), ("linear", "Interpolation = Interpolation.Bilinear") })
        {
            if (mode == "linear" && value.Rank == 3) continue;
            Sampling own = mode == "nearest" ? Sampling.Blocks : Sampling.Lines;
            if (!changes.All(change => Gives(own, change.Matrix))) continue;
            ReadValue positions = node.Positions(value, value.Rank - 2);
            List<string> arguments = [$"{factors[0]}"];
            if (factors.Length == 2 && factors[1] != factors[0]) arguments.Add($"SizeWidth = {factors[1]}");
            if (argument.Length > 0) arguments.Add(argument);
            string layer = node.Layer($"UpSampling{value.Rank - 2}D", positions, arguments);
            return Convolutions.Result(layer, value, factors.Select((factor, axis) => (int)value.Tensor.Extent(axis + 2) * factor), positions.Channels);
        }

        return null;

        bool Gives(Sampling sampling, Weights matrix)
            => sampling.Matrix(node, matrix.Shape[1], matrix.Shape[0], matrix.Shape[0] / matrix.Shape[1]).SequenceEqual(matrix.Values);
    }
}
