using NetGen.Onnx.Graphs;
using NetGen.Onnx.Reading.Constants;
using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>Products with matrices that are part of the model: Dense, or what it is on images.</summary>
internal static class Products
{
    public static ReadValue Gemm(ReadNode node)
    {
        if (node.IsConstant(0) && !node.IsConstant(1)) throw new NotSupportedException("its first input is part of the model, and its second is computed");
        ReadValue value = node.Value(0);
        if (value.Rank != 2) throw new NotSupportedException("it does not read a matrix");
        if (node.Whole("transA", 0) != 0) value = value with { Tensor = value.Tensor.Permuted([1, 0]) };
        Weights weight = node.Weights(1, rank: 2);
        if (node.Whole("transB", 0) == 0) weight = weight.Transposed();
        weight = Times(weight, node.Number("alpha", 1));
        if (node.Has(2) && !node.IsConstant(2))
        {
            double beta = node.Number("beta", 1);
            ReadValue added = node.Value(2);
            return Joins.Values(node, "Add", [Along(node, value, 1, weight, null), beta == 1 ? added : Affine.Multiply(node, added, (float)beta)]);
        }

        Constant? bias = node.Has(2) ? node.Constant(2) : null;
        if (bias is not null) bias = Constant.Of(bias.Name, bias.Shape, Times(bias.ToWeights(), node.Number("beta", 1)).Values);
        bool isRow = bias is not null && bias.Count == weight.Shape[0] && (bias.Shape.Length == 0 || bias.Shape[^1] == bias.Count);
        ReadValue result = Along(node, value, 1, weight, isRow ? bias!.ToWeights().As(weight.Shape[0]) : null);
        return bias is null || isRow ? result : Affine.Add(node, result, bias);
    }

    /// <summary>With a bias that is added behind it.</summary>
    public static ReadValue MatMul(ReadNode node)
    {
        if (node.IsConstant(0)) return FromLeft(node);
        ReadValue value = node.Value(0);
        Constant factor = node.Constant(1);
        if (value.Rank < 1 || factor.Shape.Length < 1) throw new NotSupportedException("it multiplies by a single number");
        if (factor.Shape.Length == 1)
        {
            ReadValue column = Along(node, value, value.Rank - 1, factor.ToWeights().As(1, factor.Count), null);
            return column with { Tensor = column.Tensor.Without([column.Rank - 1]) };
        }

        if (factor.Shape[..^2].Any(extent => extent != 1)) return InGroups(node, value, factor);
        Weights weight = factor.ToWeights().As(factor.Shape[^2..]).Transposed();
        if (node.Model.OnlyReader(node.Output, "Add") is { } sum && BiasOf(sum, node.Output, weight.Shape[0]) is { } bias)
        {
            ReadValue result = Along(node, value, value.Rank - 1, weight, bias);
            node.Model.Absorb(sum, result);
            return result;
        }

        return Along(node, value, value.Rank - 1, weight, null);
    }

    /// <summary>A linear function of the numbers along an axis.</summary>
    /// <param name="node">Who reads it.</param>
    /// <param name="value">What is read.</param>
    /// <param name="axis">Of its tensor.</param>
    /// <param name="weight">[out, in].</param>
    /// <param name="bias">[out], or null.</param>
    public static ReadValue Along(ReadNode node, ReadValue value, int axis, Weights weight, Weights? bias)
    {
        Atom[] read = value.Atoms(axis);
        if (Atom.Product(read) != weight.Shape[1])
            throw new NotSupportedException($"its weights are for {weight.Shape[1]} values, and it reads {Atom.Product(read)}");
        if (weight.Values.Length == 0) throw new NotSupportedException("it gives nothing");
        if (value.Attention is not null) return Attentions.Finish(node, value, axis, weight, bias);
        Atom[] given = Atom.Axis(weight.Shape[0]);
        bool isImage = value.Network.Count == 3;
        bool isPixels = isImage && value.Network[2].SequenceEqual(read);
        string[] settings = bias is null ? ["UseBias = false"] : [];
        ReadValue input = isPixels || (!isImage && value.Network[value.Network.Count - 1].SequenceEqual(read)) ? value
            : isImage && value.Network is var image && read.SequenceEqual([.. image[2], .. image[0], .. image[1]]) ? node.Model.Arranger.Flatten(value)
            : read.Length == value.Network.Flat.Count() ? node.Arrange(value, read)
            : node.Rows(value, read);
        string layer = isPixels
            ? node.Layer("Conv2D", input, [$"{weight.Shape[0]}", "1", .. settings])
            : node.Layer("Dense", input, [$"{weight.Shape[0]}", .. settings]);
        node.Model.Declaration.AddParameter(layer, "weight", isPixels ? weight.As(weight.Shape[0], weight.Shape[1], 1, 1) : weight);
        if (bias is not null) node.Model.Declaration.AddParameter(layer, "bias", bias);
        if (input.Network.Count == 2) node.Model.AddLinear(layer, new LinearPart(input, weight, bias));
        return new ReadValue(layer, input.Network.With(input.Network.Count - 1, given), value.Tensor.With(axis, given));
    }

    /// <summary>Some of a product's features, as a product of its own.</summary>
    public static ReadValue Rows(ReadNode node, ReadValue value, LinearPart part, int start, int count)
    {
        LinearPart rows = part.Rows(start, count);
        string layer = node.Layer("Dense", rows.Input, [$"{count}", .. rows.Bias is null ? ["UseBias = false"] : Array.Empty<string>()]);
        node.Model.Declaration.AddParameter(layer, "weight", rows.Weight);
        if (rows.Bias is not null) node.Model.Declaration.AddParameter(layer, "bias", rows.Bias);
        node.Model.AddLinear(layer, rows);
        return value with { Layer = layer };
    }

    private static Weights? BiasOf(ReadNode sum, string product, int count)
    {
        int other = sum.Input(0) == product ? 1 : 0;
        return sum.IsConstant(other)
            && sum.Constant(other) is { Numbers.Length: var length } bias
            && length == count
            && bias.Shape is [.., var last] && last == count
                ? bias.ToWeights().As(count)
                : null;
    }

    /// <summary>W x: along the last axis but one, or of a vector the only one.</summary>
    private static ReadValue FromLeft(ReadNode node)
    {
        ReadValue value = node.Value(1);
        Constant factor = node.Constant(0);
        if (factor.Shape.Length < 1 || value.Rank < 1 || factor.Shape[..^Math.Min(2, factor.Shape.Length)].Any(extent => extent != 1))
            throw new NotSupportedException("it multiplies by several matrices, or by none");
        int axis = Math.Max(0, value.Rank - 2);
        if (factor.Shape.Length > 1) return Along(node, value, axis, factor.ToWeights().As(factor.Shape[^2..]), null);
        ReadValue row = Along(node, value, axis, factor.ToWeights().As(1, factor.Count), null);
        return row with { Tensor = row.Tensor.Without([axis]) };
    }

    /// <summary>A matrix for each of several rows of matrices: a convolution in groups.</summary>
    private static ReadValue InGroups(ReadNode node, ReadValue value, Constant factor)
    {
        int rank = factor.Shape.Length;
        if (rank != value.Rank) throw new NotSupportedException("it multiplies by several matrices, whose axes are not those of what it reads");
        int[] outer = [.. Enumerable.Range(0, rank - 2).Where(axis => factor.Shape[axis] != 1)];
        if (outer.Any(axis => value.Tensor.IsSamples(axis) || value.Tensor.Extent(axis) != factor.Shape[axis])
            || value.Tensor.Extent(rank - 1) != factor.Shape[rank - 2])
        {
            throw new NotSupportedException("it multiplies by matrices of other shapes than what it reads");
        }

        int groups = Constant.Product(outer.Select(axis => factor.Shape[axis]));
        (int inputs, int outputs) = (factor.Shape[^2], factor.Shape[^1]);
        Atom[] group = value.Atoms(outer);
        ReadValue rows = node.Rows(value, [.. group, .. value.Atoms(rank - 1)]);
        float[] numbers = factor.NumbersOrRefuse();
        int size = inputs * outputs;
        float[] turned =
        [
            .. Enumerable.Range(0, groups).SelectMany(index =>
                new Weights("part", [inputs, outputs], numbers[(index * size)..((index + 1) * size)]).Transposed().Values),
        ];
        string layer = node.Layer("Conv1D", rows, $"{groups * outputs}", "1", $"Groups = {groups}", "UseBias = false");
        node.Model.Declaration.AddParameter(layer, "weight", new Weights("weight", [groups * outputs, inputs, 1], turned));
        Atom[] given = Atom.Axis(outputs);
        return new ReadValue(layer, new Axes(rows.Network[0], [.. group, .. given]), value.Tensor.With(rank - 1, given));
    }

    private static Weights Times(Weights weights, double factor)
        => factor == 1 ? weights : weights with { Values = Array.ConvertAll(weights.Values, value => (float)(value * factor)) };
}
