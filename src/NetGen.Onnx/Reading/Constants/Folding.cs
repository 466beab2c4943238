namespace NetGen.Onnx.Reading.Constants;

/// <summary>Nodes of which all inputs are known are worked out: one row for each operator.</summary>
internal static class Folding
{
    private static readonly Dictionary<string, Func<ReadNode, Constant>> Rows = new(StringComparer.Ordinal)
    {
        ["Constant"] = Given,
        ["ConstantOfShape"] = Filled,
        ["Identity"] = node => node.Constant(0),
        ["Dropout"] = node => node.Constant(0),
        ["Cast"] = Cast,
        ["CastLike"] = node => node.Constant(1).Numbers is null ? ToWhole(node, node.Constant(0)) : ToNumbers(node, node.Constant(0)),
        ["Add"] = node => Both(node, (a, b) => a + b, (a, b) => a + b),
        ["Sub"] = node => Both(node, (a, b) => a - b, (a, b) => a - b),
        ["Mul"] = node => Both(node, (a, b) => a * b, Times),
        ["Div"] = node => Both(node, (a, b) => a / b, Over),
        ["Pow"] = node => Both(node, MathF.Pow, (a, b) => b == 2 ? Times(a, a) : throw new NotSupportedException("it is a power of whole numbers")),
        ["Min"] = node => Both(node, MathF.Min, Math.Min),
        ["Max"] = node => Both(node, MathF.Max, Math.Max),
        ["Neg"] = node => Each(node, value => -value, value => value == Constant.Samples ? throw Symbolic() : -value),
        ["Abs"] = node => Each(node, MathF.Abs, value => value == Constant.Samples ? throw Symbolic() : Math.Abs(Math.Max(value, -long.MaxValue))),
        ["Sqrt"] = node => Each(node, MathF.Sqrt),
        ["Exp"] = node => Each(node, MathF.Exp),
        ["Log"] = node => Each(node, MathF.Log),
        ["Reciprocal"] = node => Each(node, value => 1 / value),
        ["Floor"] = node => Each(node, MathF.Floor),
        ["Ceil"] = node => Each(node, MathF.Ceiling),
        ["Reshape"] = FoldedShapes.Reshape,
        ["Flatten"] = FoldedShapes.Flatten,
        ["Squeeze"] = FoldedShapes.Squeeze,
        ["Unsqueeze"] = FoldedShapes.Unsqueeze,
        ["Transpose"] = FoldedShapes.Transpose,
        ["Expand"] = FoldedShapes.Expand,
        ["Concat"] = FoldedShapes.Concatenate,
        ["Gather"] = FoldedShapes.Gather,
        ["Slice"] = FoldedShapes.Slice,
        ["Range"] = Range,
        ["Shape"] = node => Constant.Of(node.Output, [node.Constant(0).Shape.Length], [.. node.Constant(0).Shape.Select(extent => (long)extent)]),
    };

    public static Func<ReadNode, Constant>? Find(string op) => Rows.GetValueOrDefault(op);

    private static NotSupportedException Symbolic() => new("it reckons with the number of samples");

    private static long Times(long a, long b) => a == 1 ? b
        : b == 1 ? a
        : b == -1 && a != Constant.Samples ? unchecked(-a)
        : a == Constant.Samples || b == Constant.Samples ? throw Symbolic()
        : a * b;

    private static long Over(long a, long b) => b == 1 ? a
        : b == -1 && a != Constant.Samples ? unchecked(-a)
        : a == Constant.Samples || b is 0 or Constant.Samples ? throw Symbolic()
        : a / b;

    private static Constant Given(ReadNode node)
    {
        if (node.Tensor("value") is { } tensor) return TensorDecoding.Decode(tensor, node.Model.Folder) with { Name = node.Output };
        if (node.HasAttribute("value_float")) return Constant.Of(node.Output, [], [(float)node.Number("value_float", 0)]);
        if (node.HasAttribute("value_int")) return Constant.Of(node.Output, [], [node.Whole("value_int", 0)]);
        if (node.HasAttribute("value_floats") && node.Numbers("value_floats") is var numbers) return Constant.Of(node.Output, [numbers.Length], numbers);
        if (node.HasAttribute("value_ints") && node.WholesOf(int.MaxValue, "value_ints") is { } wholes)
            return Constant.Of(node.Output, [wholes.Length], wholes);
        throw new NotSupportedException("its value is no tensor of numbers");
    }

    /// <summary>What is as often there as there are samples is there once: it is the same for all of them.</summary>
    private static Constant Filled(ReadNode node)
    {
        int[] shape = [.. node.Constant(0).WholesOrRefuse().Select(extent => extent == Constant.Samples ? 1 : ReadNode.Fitting("an extent", extent, 0))];
        int count = node.Model.Allowance.Take(Constant.Product(shape));
        Constant? value = node.Tensor("value") is { } tensor ? TensorDecoding.Decode(tensor, node.Model.Folder) : null;
        if (value is { Count: not 1 }) throw new NotSupportedException("its value is no single number");
        return value?.Wholes is { } wholes
            ? Constant.Of(node.Output, shape, [.. Enumerable.Repeat(wholes[0], count)])
            : Constant.Of(node.Output, shape, [.. Enumerable.Repeat(value?.Numbers![0] ?? 0, count)]);
    }

    private static Constant Cast(ReadNode node)
    {
        var type = (TensorProto.Types.DataType)node.Whole("to", 0);
        return TensorDecoding.IsWhole(type) ? ToWhole(node, node.Constant(0))
            : TensorDecoding.IsNumber(type) ? ToNumbers(node, node.Constant(0))
            : throw new NotSupportedException($"it makes values of the type {type}");
    }

    private static Constant ToWhole(ReadNode node, Constant value)
    {
        return value.Numbers is not { } numbers ? value : Constant.Of(node.Output, value.Shape, Array.ConvertAll(numbers, Whole));

        static long Whole(float number)
            => float.IsFinite(number) && MathF.Abs(number) < 1e18f ? (long)number : throw new NotSupportedException($"{number} is no whole number");
    }

    private static Constant ToNumbers(ReadNode node, Constant value)
        => value.Wholes is not { } wholes
            ? value
            : Constant.Of(node.Output, value.Shape, Array.ConvertAll(wholes, whole => whole == Constant.Samples ? throw Symbolic() : (float)whole));

    private static Constant Each(ReadNode node, Func<float, float> ofNumbers, Func<long, long>? ofWholes = null)
    {
        Constant value = node.Constant(0);
        node.Model.Allowance.Take(value.Count);
        if (value.Numbers is { } numbers) return Constant.Of(node.Output, value.Shape, Array.ConvertAll(numbers, number => ofNumbers(number)));
        return ofWholes is null
            ? throw new NotSupportedException("it reads whole numbers")
            : Constant.Of(node.Output, value.Shape, Array.ConvertAll(value.Wholes!, whole => ofWholes(whole)));
    }

    private static Constant Both(ReadNode node, Func<float, float, float> ofNumbers, Func<long, long, long> ofWholes)
    {
        if (node.InputCount != 2) throw new NotSupportedException("it does not have two inputs");
        (Constant first, Constant second) = (node.Constant(0), node.Constant(1));
        int[] shape = Broadcasting.Shape(first.Shape, second.Shape);
        int[] ofFirst = Broadcasting.Places(first.Shape, shape, node.Model.Allowance);
        int[] ofSecond = Broadcasting.Places(second.Shape, shape, node.Model.Allowance);
        if (first.Numbers is { } a && second.Numbers is { } b)
            return Constant.Of(node.Output, shape, [.. ofFirst.Zip(ofSecond, (left, right) => ofNumbers(a[left], b[right]))]);
        (long[] x, long[] y) = (first.WholesOrRefuse(), second.WholesOrRefuse());
        return Constant.Of(node.Output, shape, [.. ofFirst.Zip(ofSecond, (left, right) =>
            x[left] == Constant.Samples && y[right] == Constant.Samples ? throw Symbolic() : ofWholes(x[left], y[right]))]);
    }

    private static Constant Range(ReadNode node)
    {
        (long start, long end, long step) = (One(0), One(1), One(2));
        if (step == 0) throw new NotSupportedException("it does not move on");
        long count = (long)Int128.Clamp((((Int128)end - start) + step - Math.Sign(step)) / step, 0, long.MaxValue);
        return Constant.Of(node.Output, [node.Model.Allowance.Take(count)], [.. Enumerable.Range(0, (int)count).Select(place => start + (place * step))]);

        long One(int input) => node.Constant(input).WholesOrRefuse() is [var whole] && whole != Constant.Samples ? whole : throw Symbolic();
    }
}
