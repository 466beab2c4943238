namespace NetGen.Onnx.Reading.Constants;

/// <summary>Known tensors under other shapes, and parts of them.</summary>
internal static class FoldedShapes
{
    public static Constant Reshape(ReadNode node)
    {
        Constant value = node.Constant(0);
        long[] target = [.. node.WholesOf(1, "shape") ?? throw new NotSupportedException("it has no shape")];
        bool copies = node.Whole("allowzero", 0) == 0;
        for (int axis = 0; axis < target.Length; axis++)
        {
            if (target[axis] == Constant.Samples) target[axis] = 1;
            if (target[axis] == 0 && copies)
                target[axis] = axis < value.Shape.Length ? value.Shape[axis] : throw new NotSupportedException("it copies an extent that is not there");
        }

        if (Array.IndexOf(target, -1) is >= 0 and var open)
        {
            Int128 others = target.Where((_, axis) => axis != open).Aggregate((Int128)1, (product, extent) => product * Math.Max(extent, 0));
            target[open] = others > 0 && others <= value.Count ? value.Count / (long)others : 0;
        }

        int[] shape = [.. target.Select(extent => ReadNode.Fitting("an extent", extent, 0))];
        return Constant.Product(shape) == value.Count
            ? value.As(node.Output, shape)
            : throw new NotSupportedException($"{value.Count} numbers are not of the shape {string.Join('x', shape)}");
    }

    public static Constant Flatten(ReadNode node)
    {
        Constant value = node.Constant(0);
        int axis = Axis(node.Whole("axis", 1), value.Shape.Length + 1);
        return value.As(node.Output, [Constant.Product(value.Shape[..axis]), Constant.Product(value.Shape[axis..])]);
    }

    public static Constant Squeeze(ReadNode node)
    {
        Constant value = node.Constant(0);
        int[] axes = node.WholesOf(1, "axes") is { } given
            ? [.. given.Select(axis => Axis(axis, value.Shape.Length))]
            : [.. Enumerable.Range(0, value.Shape.Length).Where(axis => value.Shape[axis] == 1)];
        return axes.All(axis => value.Shape[axis] == 1)
            ? value.As(node.Output, [.. value.Shape.Where((_, axis) => !axes.Contains(axis))])
            : throw new NotSupportedException("it takes away axes that count");
    }

    public static Constant Unsqueeze(ReadNode node)
    {
        Constant value = node.Constant(0);
        long[] given = node.WholesOf(1, "axes") ?? [];
        int rank = value.Shape.Length + given.Length;
        int[] axes = [.. given.Select(axis => Axis(axis, rank)).Order()];
        List<int> shape = [.. value.Shape];
        foreach (int axis in axes) shape.Insert(axis <= shape.Count ? axis : throw new NotSupportedException("it names an axis twice"), 1);
        return value.As(node.Output, [.. shape]);
    }

    public static Constant Transpose(ReadNode node)
    {
        Constant value = node.Constant(0);
        int rank = value.Shape.Length;
        int[] order = node.HasAttribute("perm") ? node.Wholes("perm", rank, 0) : [.. Enumerable.Range(0, rank).Reverse()];
        return Transposed(value, order, node);
    }

    public static Constant Transposed(Constant value, int[] order, ReadNode node)
    {
        if (!order.Order().SequenceEqual(Enumerable.Range(0, value.Shape.Length))) throw new NotSupportedException("its axes are not each once");
        int[] shape = [.. order.Select(axis => value.Shape[axis])];
        int[] strides = Strides(value.Shape);
        return value.Taken(node.Output, shape, Places(node, shape, 0, axis => strides[order[axis]]));
    }

    public static Constant Expand(ReadNode node)
    {
        Constant value = node.Constant(0);
        int[] target = [.. node.Constant(1).WholesOrRefuse().Select(extent => extent == Constant.Samples ? 1 : ReadNode.Fitting("an extent", extent, 0))];
        int[] shape = Broadcasting.Shape(value.Shape, target);
        return value.Taken(node.Output, shape, Broadcasting.Places(value.Shape, shape, node.Model.Allowance));
    }

    public static Constant Concatenate(ReadNode node)
    {
        if (node.InputCount == 0) throw new NotSupportedException("it has no inputs");
        Constant[] values = [.. Enumerable.Range(0, node.InputCount).Select(node.Constant)];
        int axis = Axis(node.Whole("axis", 0), values[0].Shape.Length);
        bool differs = values.Any(value => value.Shape.Length != values[0].Shape.Length
            || value.Shape.Where((extent, other) => other != axis && extent != values[0].Shape[other]).Any());
        if (differs) throw new NotSupportedException("its inputs differ in other axes, too");
        int[] shape = [.. values[0].Shape];
        shape[axis] = values.Sum(value => value.Shape[axis]);
        (int outer, int count) = (Constant.Product(shape[..axis]), node.Model.Allowance.Take(Constant.Product(shape)));
        return values[0].Numbers is not null
            ? Constant.Of(node.Output, shape, Side(value => value.NumbersOrRefuse()))
            : Constant.Of(node.Output, shape, Side(value => value.WholesOrRefuse()));

        T[] Side<T>(Func<Constant, T[]> read)
        {
            List<T> all = new(count);
            for (int row = 0; row < outer; row++)
            {
                foreach (Constant value in values) all.AddRange(read(value).AsSpan(row * (value.Count / outer), value.Count / outer));
            }

            return [.. all];
        }
    }

    public static Constant Gather(ReadNode node)
    {
        (Constant value, Constant indices) = (node.Constant(0), node.Constant(1));
        int axis = Axis(node.Whole("axis", 0), value.Shape.Length);
        int extent = value.Shape[axis];
        int[] chosen = [.. indices.WholesOrRefuse().Select(index => Axis(index, extent))];
        int[] shape = [.. value.Shape[..axis], .. indices.Shape, .. value.Shape[(axis + 1)..]];
        int inner = Constant.Product(value.Shape[(axis + 1)..]);
        int[] sources = new int[node.Model.Allowance.Take(Constant.Product(shape))];
        for (int place = 0; place < sources.Length; place++)
        {
            int row = place / inner;
            sources[place] = (((row / chosen.Length * extent) + chosen[row % chosen.Length]) * inner) + (place % inner);
        }

        return value.Taken(node.Output, shape, sources);
    }

    public static Constant Slice(ReadNode node)
    {
        Constant value = node.Constant(0);
        int[] shape = [.. value.Shape];
        int[] strides = Strides(shape);
        int start = 0;
        foreach (SliceOfAxis slice in SliceOfAxis.All(node, shape.Length, axis => value.Shape[axis]))
        {
            start += slice.Start * strides[slice.Axis];
            strides[slice.Axis] *= slice.Step;
            shape[slice.Axis] = slice.Count;
        }

        return value.Taken(node.Output, shape, Places(node, shape, start, axis => strides[axis]));
    }

    private static int[] Places(ReadNode node, int[] shape, int start, Func<int, int> stride)
    {
        int[] places = new int[node.Model.Allowance.Take(Constant.Product(shape))];
        for (int place = 0; place < places.Length; place++)
        {
            int rest = place;
            places[place] = start;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                places[place] += rest % shape[axis] * stride(axis);
                rest /= shape[axis];
            }
        }

        return places;
    }

    private static int[] Strides(int[] shape)
    {
        int[] strides = new int[shape.Length];
        for (int axis = shape.Length - 1, stride = 1; axis >= 0; stride *= Math.Max(shape[axis], 1), axis--) strides[axis] = stride;
        return strides;
    }

    private static int Axis(long axis, int rank)
    {
        long counted = axis < 0 ? axis + rank : axis;
        return counted >= 0 && counted < rank ? (int)counted : throw new NotSupportedException($"there is no {axis} among {rank}");
    }
}
