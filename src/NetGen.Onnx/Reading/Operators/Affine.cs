using NetGen.Onnx.Graphs;
using NetGen.Onnx.Reading.Constants;
using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>Sums and products with numbers that are part of the model.</summary>
internal static class Affine
{
    public static ReadValue Add(ReadNode node, ReadValue value, Constant offset, float sign = 1)
    {
        (value, float[] offsets) = Spread(node, value, offset);
        bool isTable = offsets.Length > 1 && value.Network.Count == 2 && value.Network[0].Length > 0 && offsets.Length == value.Size;
        if (!isTable) return Standardize(node, value, Array.ConvertAll(offsets, number => -sign * number), [1]);
        ReadValue result = node.Map(value, "Positions");
        int[] extents = [.. value.Network.Extents.Select(extent => (int)extent)];
        Weights weight = new("weight", extents, Array.ConvertAll(offsets, number => sign * number));
        node.Model.Declaration.AddParameter(result.Layer, "weight", weight);
        return result;
    }

    /// <summary>What is left of a constant.</summary>
    public static ReadValue SubtractFrom(ReadNode node, Constant constant, ReadValue value)
    {
        (value, float[] offsets) = SpreadChannels(node, value, constant);
        return Standardize(node, value, offsets, [-1]);
    }

    public static ReadValue Multiply(ReadNode node, ReadValue value, Constant factor) => Scale(node, value, factor, number => number);

    public static ReadValue Divide(ReadNode node, ReadValue value, Constant divisor) => Scale(node, value, divisor, number => 1 / number);

    /// <summary>(x - mean) * scale for each channel; a single number is that of all.</summary>
    public static ReadValue Standardize(ReadNode node, ReadValue value, float[] mean, float[] scale)
    {
        ReadValue result = node.Map(value, "Standardize");
        node.Model.Declaration.AddParameter(result.Layer, "mean", Row(node, value, mean));
        node.Model.Declaration.AddParameter(result.Layer, "scale", Row(node, value, scale));
        return result;
    }

    /// <summary>x * factor, one number for all.</summary>
    public static ReadValue Multiply(ReadNode node, ReadValue value, float factor) => Scaled(node, value, [factor]);

    /// <summary>A value whose channels are what a constant counts, and a number for each; a single one where all are the same.</summary>
    public static (ReadValue Value, float[] Numbers) SpreadChannels(ReadNode node, ReadValue value, Constant constant)
    {
        (value, float[] numbers, int[] axes) = Align(node, value, constant);
        return (numbers.Length == 1 ? value : node.ChannelsLast(value, axes), numbers);
    }

    /// <summary>The same, or a sequence with a number for each of its values.</summary>
    private static (ReadValue Value, float[] Numbers) Spread(ReadNode node, ReadValue value, Constant constant)
    {
        (value, float[] numbers, int[] axes) = Align(node, value, constant);
        if (numbers.Length == 1) return (value, numbers);
        return value.Network.Count == 2 && value.Atoms(axes).SequenceEqual(value.Network.Flat) ? (value, numbers) : (node.ChannelsLast(value, axes), numbers);
    }

    /// <summary>The axes that a constant counts, behind those of samples and such that it is the same along.</summary>
    private static (ReadValue Value, float[] Numbers, int[] Axes) Align(ReadNode node, ReadValue value, Constant constant)
    {
        float[] numbers = constant.NumbersOrRefuse();
        if (numbers.Length == 0) throw new NotSupportedException($"{constant.Name} has no numbers");
        if (constant.Shape.Length > value.Rank)
            value = value with { Tensor = Axes.Of([.. Enumerable.Repeat(Array.Empty<Atom>(), constant.Shape.Length - value.Rank), .. value.Tensor.All]) };
        int[] axes =
        [
            .. Enumerable.Range(0, constant.Shape.Length)
                .Where(axis => constant.Shape[axis] != 1)
                .Select(axis => axis + value.Rank - constant.Shape.Length),
        ];
        foreach (int axis in axes)
        {
            int extent = constant.Shape[axis - value.Rank + constant.Shape.Length];
            if (value.Tensor.IsUnit(axis)) value = Broadcast.Along(node, value, axis, Atom.Axis(extent));
            else if (value.Atoms(axis) is var atoms && Atom.Product(atoms) != extent)
                throw new NotSupportedException($"{constant.Name} has the shape {string.Join('x', constant.Shape)}, which does not go with what it is put to");
        }

        return (value, Array.TrueForAll(numbers, number => number.Equals(numbers[0])) ? [numbers[0]] : numbers, axes);
    }

    private static ReadValue Scale(ReadNode node, ReadValue value, Constant factor, Converter<float, float> convert)
    {
        (value, float[] factors) = SpreadChannels(node, value, factor);
        return Scaled(node, value, Array.ConvertAll(factors, convert));
    }

    private static ReadValue Scaled(ReadNode node, ReadValue value, float[] factors)
    {
        ReadValue result = factors.Length == 1 && value.Channels > 1 ? node.Map(value, "Scale", "Shared = true") : node.Map(value, "Scale");
        node.Model.Declaration.AddParameter(result.Layer, "weight", new Weights("weight", [factors.Length], factors));
        return result;
    }

    private static Weights Row(ReadNode node, ReadValue value, float[] numbers)
    {
        if (numbers.Length != 1 || value.Channels == 1) return new Weights("row", [numbers.Length], numbers);
        return new Weights("row", [value.Channels], [.. Enumerable.Repeat(numbers[0], node.Model.Allowance.Take(value.Channels))]);
    }
}
