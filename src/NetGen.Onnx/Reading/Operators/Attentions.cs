using NetGen.Onnx.Graphs;
using NetGen.Onnx.Reading.Constants;
using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>Scaled dot-product attention of heads that are made by products, and the product that puts them together.</summary>
internal static class Attentions
{
    /// <summary>What a score is less for steps that must not be seen.</summary>
    private const float Unseen = -9_999;

    public static ReadValue Read(ReadNode node)
    {
        (ReadValue query, ReadValue key, ReadValue value) = (node.Value(0), node.Value(1), node.Value(2));
        int rank = query.Rank;
        if (rank < 3 || key.Rank != rank || value.Rank != rank || query.Axis(node.Whole("axis", -1)) != rank - 1)
            throw new NotSupportedException("it is no attention over the last axis");
        int[] outer = [.. Enumerable.Range(1, rank - 3)];
        (Atom[] heads, Atom[] shared) = (query.Atoms(outer), key.Atoms(outer));
        (Atom[] steps, Atom[] memory) = (query.Atoms(rank - 2), key.Atoms(rank - 1));
        (LinearPart ofQuery, LinearPart ofKey, LinearPart ofValue) = (
            PartOf(node, query, steps, [.. heads, .. query.Atoms(rank - 1)]),
            PartOf(node, key, memory, [.. shared, .. key.Atoms(rank - 2)]),
            PartOf(node, value, value.Atoms(rank - 2), [.. value.Atoms(outer), .. value.Atoms(rank - 1)]));
        int size = (int)query.Tensor.Extent(rank - 1);
        (int count, int keys) = ((int)Atom.Product(heads), (int)Atom.Product(shared));
        bool isGrouped = count == keys ? outer.All(axis => query.Tensor.Extent(axis) == key.Tensor.Extent(axis)) : rank == 5 && query.Tensor.Extent(1) == keys;
        if (!isGrouped
            || key.Tensor.Extent(rank - 2) != size
            || value.Tensor.Extent(rank - 1) != size
            || !outer.All(axis => value.Tensor.Extent(axis) == key.Tensor.Extent(axis))
            || Atom.Product(memory) != value.Tensor.Extent(rank - 2))
        {
            throw new NotSupportedException("its queries, keys and values are not of as many heads, of one size");
        }

        bool isCausal = node.Has(3) && IsCausal(node.Constant(3), (int)Atom.Product(steps), (int)Atom.Product(memory));
        AttentionHeads attention = new(node.LayerName, ofQuery.Times(Scale(node) * Math.Sqrt(size)), ofKey, ofValue, count, keys, size, isCausal);
        return query with { Attention = attention, Tensor = query.Tensor };
    }

    /// <summary>The product behind it, with which it is a layer.</summary>
    public static ReadValue Finish(ReadNode node, ReadValue value, int axis, Weights weight, Weights? bias)
    {
        AttentionHeads attention = value.Attention!;
        ReadValue input = attention.Query.Input;
        if (!value.Tensor[axis].SequenceEqual(value.Network[1]) || weight.Shape[1] != attention.Count * attention.Size)
            throw new NotSupportedException("it does not read all heads of an attention side by side");
        if (weight.Shape[0] != input.Channels)
            throw new NotSupportedException($"it gives {weight.Shape[0]} features, and the attention in front of it reads {input.Channels}");
        bool isSelf = attention.Key.Input.Layer == input.Layer && attention.Value.Input.Layer == input.Layer;
        if (attention.Value.Input.Layer != attention.Key.Input.Layer) throw new NotSupportedException("its keys and values are of different sequences");
        bool hasBias = bias is not null || attention.Query.Bias is not null || attention.Key.Bias is not null || attention.Value.Bias is not null;
        List<string> arguments = [$"{attention.Count}"];
        if (attention.Shared != attention.Count) arguments.Add($"KeyValueHeads = {attention.Shared}");
        if (attention.Count * attention.Size != input.Channels) arguments.Add($"HeadSize = {attention.Size}");
        if (attention.IsCausal) arguments.Add("Causal = true");
        if (!hasBias) arguments.Add("UseBias = false");
        if (!isSelf) arguments.Add($"Memory = {Declaration.Quoted(attention.Key.Input.Layer)}");
        string layer = node.Model.Declaration.AddLayer("MultiHeadAttention", attention.Name, input.Layer, arguments);
        if (isSelf)
        {
            Add("in_proj", LinearPart.Stacked(attention.Query, attention.Key, attention.Value));
        }
        else
        {
            Add("q_proj", LinearPart.Stacked(attention.Query));
            Add("kv_proj", LinearPart.Stacked(attention.Key, attention.Value));
        }

        node.Model.Declaration.AddParameter(layer, "out_proj.weight", weight);
        if (hasBias) node.Model.Declaration.AddParameter(layer, "out_proj.bias", bias ?? new Weights("bias", [weight.Shape[0]], new float[weight.Shape[0]]));
        Atom[] given = Atom.Axis(weight.Shape[0]);
        return new ReadValue(layer, new Axes(value.Network[0], given), value.Tensor.With(axis, given));

        void Add(string name, (Weights Weight, Weights Bias) part)
        {
            node.Model.Declaration.AddParameter(layer, name + "_weight", part.Weight);
            if (hasBias) node.Model.Declaration.AddParameter(layer, name + "_bias", part.Bias);
        }
    }

    /// <summary>The product that a value is, whose steps and features are certain axes.</summary>
    private static LinearPart PartOf(ReadNode node, ReadValue value, Atom[] steps, Atom[] features)
        => (value.Tensor.IsSamples(0) || value.Tensor.IsUnit(0))
            && value.Network.Count == 2
            && value.Network[0].SequenceEqual(steps)
            && value.Network[1].SequenceEqual(features)
            && node.Model.LinearOf(value.Layer) is { } part
            ? part : throw new NotSupportedException("its queries, keys or values are no product of a sequence with weights, divided into heads");

    /// <summary>All numbers that scores are multiplied with or divided by.</summary>
    private static double Scale(ReadNode node)
    {
        double scale = 1;
        string divides = node.Word("divides", string.Empty);
        for (int index = 4; index < node.InputCount; index++)
        {
            double number = node.NumberOf(index, string.Empty) ?? 1;
            scale = index - 4 < divides.Length && divides[index - 4] == '/' ? scale / number : scale * number;
        }

        return scale;
    }

    private static bool IsCausal(Constant mask, int queries, int keys)
    {
        float[] numbers = mask.NumbersOrRefuse();
        if (Array.TrueForAll(numbers, number => number == 0)) return false;
        bool isSquare = queries == keys && numbers.Length == queries * keys && mask.Shape.Length >= 2 && mask.Shape[^1] == keys && mask.Shape[^2] == queries;
        for (int i = 0; isSquare && i < numbers.Length; i++) isSquare = i % keys > i / keys ? numbers[i] <= Unseen : numbers[i] == 0;
        return isSquare ? true : throw new NotSupportedException("it adds numbers to its scores that do not hide later steps alone");
    }
}
