namespace NetGen.Onnx.Reading.Constants;

/// <summary>Shapes of two tensors side by side, from the last axis on.</summary>
internal static class Broadcasting
{
    /// <summary>The shape of both.</summary>
    /// <exception cref="NotSupportedException">They do not go together.</exception>
    public static int[] Shape(IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        int[] shape = new int[Math.Max(first.Count, second.Count)];
        for (int back = 1; back <= shape.Length; back++)
        {
            (int a, int b) = (back > first.Count ? 1 : first[^back], back > second.Count ? 1 : second[^back]);
            shape[^back] = a == b || b == 1 ? a
                : a == 1 ? b
                : throw new NotSupportedException($"the shapes {string.Join('x', first)} and {string.Join('x', second)} do not go together");
        }

        return shape;
    }

    /// <summary>For each place of a shape the place of a tensor that is stretched to it.</summary>
    public static int[] Places(IReadOnlyList<int> from, int[] to, Allowance allowance)
    {
        int[] places = new int[allowance.Take(Constant.Product(to))];
        int[] strides = new int[to.Length];
        for (int back = 1, stride = 1; back <= from.Count; back++)
        {
            strides[^back] = from[^back] == 1 ? 0 : stride;
            stride *= from[^back];
        }

        for (int place = 0; place < places.Length; place++)
        {
            int rest = place;
            for (int axis = to.Length - 1; axis >= 0; axis--)
            {
                places[place] += rest % to[axis] * strides[axis];
                rest /= to[axis];
            }
        }

        return places;
    }
}
