using NetGen.Onnx.Reading.Constants;
using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>Operators that change the axes of a tensor and none of its numbers: no layer comes of them by themselves.</summary>
internal static class Shapes
{
    public static ReadValue Reshape(ReadNode node)
    {
        ReadValue value = node.Value(0);
        long[] target = [.. node.WholesOf(1, "shape") ?? throw new NotSupportedException("it has no shape")];
        bool copies = node.Whole("allowzero", 0) == 0;
        for (int axis = 0; axis < target.Length; axis++)
        {
            if (target[axis] == 0 && copies)
            {
                target[axis] = axis >= value.Rank ? throw new NotSupportedException("it copies an extent that is not there")
                    : value.Tensor.IsSamples(axis) ? Constant.Samples
                    : value.Tensor.Extent(axis);
            }
        }

        return Reshaping.Reshape(node, value, target);
    }

    public static ReadValue Flatten(ReadNode node)
    {
        ReadValue value = node.Value(0);
        long given = node.Whole("axis", 1);
        int axis = given == value.Rank ? value.Rank : value.Axis(given);
        long[] shape =
        [
            .. new[] { value.Tensor.All.Take(axis), value.Tensor.All.Skip(axis) }
                .Select(axes => axes.SelectMany(atoms => atoms).ToArray())
                .Select(atoms => atoms is [{ IsSamples: true }] ? Constant.Samples : Atom.Product(atoms)),
        ];
        return Reshaping.Reshape(node, value, shape);
    }

    public static ReadValue Squeeze(ReadNode node)
    {
        ReadValue value = node.Value(0);
        int[] axes = node.WholesOf(1, "axes") is { } given ? [.. given.Select(value.Axis)] : [.. Enumerable.Range(0, value.Rank).Where(value.Tensor.IsUnit)];
        return axes.All(value.Tensor.IsUnit)
            ? value with { Tensor = value.Tensor.Without(axes) }
            : throw new NotSupportedException("it takes away axes that count");
    }

    public static ReadValue Unsqueeze(ReadNode node)
    {
        ReadValue value = node.Value(0);
        long[] given = node.WholesOf(1, "axes") ?? throw new NotSupportedException("it names no axes");
        int rank = value.Rank + given.Length;
        HashSet<long> axes = [.. given.Select(axis => axis < 0 ? axis + rank : axis)];
        if (axes.Count != given.Length || axes.Any(axis => axis < 0 || axis >= rank)) throw new NotSupportedException("it names axes that cannot be there");
        Queue<Atom[]> rest = new(value.Tensor.All);
        return value with { Tensor = Axes.Of([.. Enumerable.Range(0, rank).Select(axis => axes.Contains(axis) ? [] : rest.Dequeue())]) };
    }

    public static ReadValue Transpose(ReadNode node)
    {
        ReadValue value = node.Value(0);
        int[] order = node.HasAttribute("perm") ? node.Wholes("perm", value.Rank, 0) : [.. Enumerable.Range(0, value.Rank).Reverse()];
        return order.Order().SequenceEqual(Enumerable.Range(0, value.Rank))
            ? value with { Tensor = value.Tensor.Permuted(order) }
            : throw new NotSupportedException("its axes are not each once");
    }

    /// <summary>Extents are known; of samples it is known that they are samples.</summary>
    public static IReadOnlyList<ReadValue?> Shape(ReadNode node)
    {
        ReadValue value = node.Value(0);
        (int start, int end) = (Within(node.Whole("start", 0)), Within(node.Whole("end", value.Rank)));
        long[] extents =
        [
            .. Enumerable.Range(start, Math.Max(0, end - start))
                .Select(axis => value.Tensor.IsSamples(axis) ? Constant.Samples : value.Tensor.Extent(axis)),
        ];
        node.Model.Give(node.Output, Constant.Of(node.Output, [extents.Length], extents));
        return [];

        int Within(long axis) => (int)Math.Clamp(axis < 0 ? axis + value.Rank : axis, 0, value.Rank);
    }

    public static ReadValue Expand(ReadNode node)
    {
        ReadValue value = node.Value(0);
        long[] shape = node.Constant(1).WholesOrRefuse();
        if (shape.Length > value.Rank)
            value = value with { Tensor = Axes.Of([.. Enumerable.Repeat(Array.Empty<Atom>(), shape.Length - value.Rank), .. value.Tensor.All]) };
        for (int i = 0; i < shape.Length; i++)
        {
            int axis = i + value.Rank - shape.Length;
            if (shape[i] == 1 || (value.Tensor.IsSamples(axis) && (shape[i] == Constant.Samples || shape[i] == value.Tensor[axis][0].Extent))) continue;
            int extent = ReadNode.Fitting("an extent", shape[i], 1);
            if (value.Tensor.IsUnit(axis)) value = Broadcast.Along(node, value, axis, Atom.Axis(extent));
            else if (value.Tensor.IsSamples(axis) || value.Tensor.Extent(axis) != extent)
                throw new NotSupportedException("it stretches axes that count already");
        }

        return value;
    }

    /// <summary>Each axis so many times over: one more axis in front of it, and both become one.</summary>
    public static ReadValue Tile(ReadNode node)
    {
        ReadValue value = node.Value(0);
        long[] repeats = node.Constant(1).WholesOrRefuse();
        if (repeats.Length != value.Rank) throw new NotSupportedException("its repeats are not one for each axis");
        for (int axis = 0; axis < repeats.Length; axis++)
        {
            if (repeats[axis] == 1) continue;
            Atom[] own = value.Atoms(axis);
            ReadValue apart = value with { Tensor = Axes.Of([.. value.Tensor.All.Take(axis), [], .. value.Tensor.All.Skip(axis)]) };
            ReadValue repeated = Broadcast.Along(node, apart, axis, Atom.Axis(ReadNode.Fitting("a repeat", repeats[axis], 1)));
            Atom[] both = [.. repeated.Tensor[axis], .. own];
            value = repeated with { Tensor = Axes.Of([.. repeated.Tensor.All.Take(axis), both, .. repeated.Tensor.All.Skip(axis + 2)]) };
        }

        return value;
    }

    /// <summary>PyTorch's order is a layer's; the other one is a matter of axes.</summary>
    public static ReadValue DepthToSpace(ReadNode node)
    {
        ReadValue value = node.Value(0);
        int block = ReadNode.Fitting("blocksize", node.Whole("blocksize", 1), 1);
        if (value.Rank != 4 || value.Tensor.Extent(1) % ((long)block * block) != 0)
            throw new NotSupportedException("it does not read an image whose channels are blocks");
        long channels = value.Tensor.Extent(1) / block / block;
        (long height, long width) = (value.Tensor.Extent(2), value.Tensor.Extent(3));
        long samples = SamplesOf(value);
        if (node.Word("mode", "DCR") == "DCR")
        {
            ReadValue apart = Reshaping.Reshape(node, value, [samples, block, block, channels, height, width]);
            return Reshaping.Reshape(
                node,
                apart with { Tensor = apart.Tensor.Permuted([0, 3, 4, 1, 5, 2]) },
                [samples, channels, height * block, width * block]);
        }

        ReadValue image = node.Positions(value, 2);
        return Convolutions.Result(node.Layer("PixelShuffle", image, $"{block}"), value, [(int)height * block, (int)width * block], (int)channels);
    }

    public static ReadValue SpaceToDepth(ReadNode node)
    {
        ReadValue value = node.Value(0);
        int block = ReadNode.Fitting("blocksize", node.Whole("blocksize", 1), 1);
        if (value.Rank != 4 || value.Tensor.Extent(2) % block != 0 || value.Tensor.Extent(3) % block != 0)
            throw new NotSupportedException("it does not read an image of blocks");
        (long channels, long samples) = (value.Tensor.Extent(1), SamplesOf(value));
        (long height, long width) = (value.Tensor.Extent(2) / block, value.Tensor.Extent(3) / block);
        ReadValue apart = Reshaping.Reshape(node, value, [samples, channels, height, block, width, block]);
        return Reshaping.Reshape(node, apart with { Tensor = apart.Tensor.Permuted([0, 3, 5, 1, 2, 4]) }, [samples, block * block * channels, height, width]);
    }

    private static long SamplesOf(ReadValue value) => value.Tensor.IsSamples(0) ? Constant.Samples : value.Tensor.Extent(0);
}
