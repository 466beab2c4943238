using NetGen.Onnx.Reading.Constants;

namespace NetGen.Onnx.Reading.Values;

/// <summary>The numbers of a tensor under other axes, in the model's order.</summary>
internal static class Reshaping
{
    /// <summary>A value whose tensor has other axes.</summary>
    /// <param name="node">Who asks for it.</param>
    /// <param name="value">What it has.</param>
    /// <param name="target">Extents; <see cref="Constant.Samples"/> for samples, and -1 for one that follows from the others.</param>
    public static ReadValue Reshape(ReadNode node, ReadValue value, IReadOnlyList<long> target)
    {
        int samples = value.Tensor.SamplesAxis;
        if (samples < 0) return Group(node, value, [.. target]);

        // Samples stay an axis of their own, with as many numbers in front of it and behind it as before.
        long before = Atom.Product(value.Tensor.All.Take(samples).SelectMany(axis => axis));
        long behind = value.Elements.Aggregate(1L, (product, atom) => product * atom.Extent) / before;
        Atom own = value.Tensor[samples][0];
        int place = Place(target, own, before, behind);
        ReadValue first = Group(node, value with { Tensor = Axes.Of(value.Tensor.All.Take(samples)) }, [.. target.Take(place)], isPart: true);
        ReadValue second = Group(node, first with { Tensor = Axes.Of(value.Tensor.All.Skip(samples + 1)) }, [.. target.Skip(place + 1)], isPart: true);
        return second with { Tensor = Axes.Of([.. first.Tensor.All, [own], .. second.Tensor.All]) };
    }

    /// <summary>Which of the new axes counts samples.</summary>
    private static int Place(IReadOnlyList<long> target, Atom samples, long before, long behind)
    {
        for (int axis = 0; axis < target.Count; axis++)
        {
            if (target[axis] == Constant.Samples) return axis;
        }

        for (int axis = 0; axis < target.Count; axis++)
        {
            bool mayBe = target[axis] == -1 || (samples.Extent > 0 ? target[axis] == samples.Extent : target[axis] == 1 && axis == 0);
            if (mayBe && Fits(target.Take(axis), before) && Fits(target.Skip(axis + 1), behind)) return axis;
        }

        throw new NotSupportedException("it does not keep samples apart");
    }

    private static bool Fits(IEnumerable<long> extents, long size)
    {
        long[] known = [.. extents.Where(extent => extent != -1)];
        if (known.Any(extent => extent < 1 || extent > 1 << 28) || known.Aggregate((Int128)1, (all, extent) => all * extent) is var product && product > size)
            return false;
        return known.Length == extents.Count() ? product == size : size % (long)product == 0;
    }

    private static ReadValue Group(ReadNode node, ReadValue value, long[] target, bool isPart = false)
    {
        Atom[] atoms = [.. value.Tensor.Flat];
        long size = Atom.Product(atoms);
        if (!Fits(target, size)) throw new NotSupportedException($"{size} numbers are not of the shape {string.Join('x', target)}");
        if (Array.IndexOf(target, -1) is >= 0 and var open)
            target[open] = size / target.Where(extent => extent != -1).Aggregate(1L, (product, extent) => product * extent);
        if (target.Contains(-1)) throw new NotSupportedException("it leaves several extents open");
        Dictionary<Atom, Atom[]> parts = [];
        if (Regrouping.Group(atoms, target, parts) is { } axes) return value.Replaced(parts) with { Tensor = new Axes(axes) };

        // Borders that lie across one another: the numbers are put in the model's order first, and are one axis then.
        ReadValue ordered = isPart && atoms.Length < value.Network.Flat.Count()
            ? node.Model.Arranger.Arrange(value, new Axes([.. value.Network.Flat.Except(atoms)], atoms))
            : node.Model.Arranger.Arrange(value, new Axes(atoms));
        Atom[] whole = Atom.Axis(size);
        ReadValue one = ordered with { Network = ordered.Network.With(ordered.Network.Count - 1, whole) };
        Dictionary<Atom, Atom[]> again = [];
        axes = Regrouping.Group(whole, target, again) ?? throw new NotSupportedException("its shape does not go with that of what it reads");
        return one.Replaced(again) with { Tensor = new Axes(axes) };
    }
}
