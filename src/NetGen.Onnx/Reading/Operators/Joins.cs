using NetGen.Onnx.Reading.Constants;
using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>Operators of several inputs, value by value or side by side.</summary>
internal static class Joins
{
    /// <summary>All inputs computed.</summary>
    public static ReadValue Values(ReadNode node, string kind)
    {
        if (node.InputCount == 0) throw new NotSupportedException("it has no inputs");
        return Values(node, kind, [.. Enumerable.Range(0, node.InputCount).Select(node.Value)]);
    }

    public static ReadValue Values(ReadNode node, string kind, IReadOnlyList<ReadValue> values)
    {
        if (values.Count == 0) throw new NotSupportedException("it has no computed inputs");
        if (values.Count == 1) return values[0];
        ReadValue[] all = Broadcast.Together(node, values);
        ReadValue lead = all.Where((value, index) => value.Layer == values[index].Layer).FirstOrDefault(all[0]); // not one that had to be repeated
        for (int i = 0; i < all.Length; i++) all[i] = node.Model.Arranger.Arrange(all[i], lead.Network);
        string layer = node.Layer(kind, all[0], all.Skip(1).Select(value => Declaration.Quoted(value.Layer)));
        return all[0] with { Layer = layer };
    }

    public static ReadValue Add(ReadNode node) => node.IsConstant(0) ? Affine.Add(node, node.Value(1), node.Constant(0))
        : node.IsConstant(1) ? Affine.Add(node, node.Value(0), Second(node))
        : Values(node, "Add");

    public static ReadValue Subtract(ReadNode node) => node.IsConstant(0) ? Affine.SubtractFrom(node, node.Constant(0), node.Value(1))
        : node.IsConstant(1) ? Affine.Add(node, node.Value(0), Second(node), sign: -1)
        : Values(node, "Subtract");

    public static ReadValue Multiply(ReadNode node) => node.IsConstant(0) ? Affine.Multiply(node, node.Value(1), node.Constant(0))
        : node.IsConstant(1) ? Affine.Multiply(node, node.Value(0), Second(node))
        : Values(node, "Multiply");

    public static ReadValue Divide(ReadNode node)
        => node.IsConstant(1) ? Affine.Divide(node, node.Value(0), Second(node)) : throw new NotSupportedException("it divides by what is computed");

    /// <summary>Max and Min: with a constant c it is c + relu(x - c) and c - relu(c - x).</summary>
    public static ReadValue Extreme(ReadNode node, bool isMaximum)
    {
        int[] inputs = [.. Enumerable.Range(0, node.InputCount)];
        ReadValue[] values = [.. inputs.Where(input => !node.IsConstant(input)).Select(node.Value)];
        ReadValue result = Values(node, isMaximum ? "Maximum" : "Minimum", values);
        foreach (int input in inputs.Where(node.IsConstant))
        {
            (result, float[] bounds) = Affine.SpreadChannels(node, result, node.Constant(input));
            result = Bounds.Apply(node, result, bounds, isLower: isMaximum);
        }

        return result;
    }

    public static ReadValue Sum(ReadNode node)
    {
        int[] inputs = [.. Enumerable.Range(0, node.InputCount)];
        ReadValue result = Values(node, "Add", [.. inputs.Where(input => !node.IsConstant(input)).Select(node.Value)]);
        return inputs.Where(node.IsConstant).Aggregate(result, (sum, input) => Affine.Add(node, sum, node.Constant(input)));
    }

    /// <summary>A constant behind a value. Before the seventh version of the operators it said by an axis where its own begin.</summary>
    private static Constant Second(ReadNode node)
    {
        Constant constant = node.Constant(1);
        if (!node.HasAttribute("axis") || node.Model.Opset >= 7) return constant;
        int behind = node.Value(0).Rank - node.Value(0).Axis(node.Whole("axis", 0)) - constant.Shape.Length;
        return behind <= 0 ? constant : constant.As(constant.Name, [.. constant.Shape, .. Enumerable.Repeat(1, behind)]);
    }

    /// <summary>Products along an axis, added up.</summary>
    public static ReadValue Dot(ReadNode node, params string[] arguments)
    {
        ReadValue[] both = Broadcast.Together(node, [node.Value(0), node.Value(1)]);
        int axis = both[0].Axis(node.Whole("axis", -1));
        ReadValue first = node.ChannelsLast(both[0], axis);
        ReadValue second = node.Model.Arranger.Arrange(both[1], first.Network);
        string layer = node.Layer("Dot", first, [Declaration.Quoted(second.Layer), .. arguments]);
        return new ReadValue(layer, first.Network.With(first.Network.Count - 1, []), first.Tensor.With(axis, []));
    }

    public static ReadValue Concatenate(ReadNode node)
    {
        if (node.InputCount == 0) throw new NotSupportedException("it has no inputs");
        return SideBySide(node, [.. Enumerable.Range(0, node.InputCount).Select(node.Value)], node.Whole("axis", 0));
    }

    public static ReadValue SideBySide(ReadNode node, ReadValue[] values, long along)
    {
        if (values.Any(value => value.Rank != values[0].Rank)) throw new NotSupportedException("it joins tensors of different ranks");
        int axis = values[0].Axis(along);
        if (values.Length == 1) return values[0];
        if (values.Any(value => value.Tensor.IsSamples(axis))) throw new NotSupportedException("it puts samples side by side");
        values = Broadcast.Together(node, values, exceptAxis: axis);
        ReadValue lead = node.ChannelsLast(values[0], axis);
        Atom[][] positions = [.. lead.Network.All.SkipLast(1)];
        ReadValue[] all = [.. values.Select(value => node.Arrange(value, [.. positions, value.Tensor[axis]]))];
        string layer = node.Layer("Concat", all[0], all.Skip(1).Select(value => Declaration.Quoted(value.Layer)));
        Atom[] channels = [new Atom(all.Sum(value => value.Tensor.Extent(axis)))];
        return new ReadValue(layer, new Axes([.. positions, channels]), lead.Tensor.With(axis, channels));
    }
}
