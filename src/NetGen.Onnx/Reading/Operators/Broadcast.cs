using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>Values that are the same along an axis, and values whose axes are brought in line.</summary>
internal static class Broadcast
{
    /// <summary>A value repeated along an axis of extent 1.</summary>
    public static ReadValue Along(ReadNode node, ReadValue value, int axis, Atom[] atoms)
    {
        if (atoms.Length == 0) return value;
        if (atoms.Any(atom => atom.IsSamples)) throw new NotSupportedException("it gives all samples what belongs to none");
        if ((Int128)value.Size * Atom.Product(atoms) > ReadValue.Largest) throw new NotSupportedException("what it gives is too large");
        Atom[] all = [.. value.Network.Flat];
        ReadValue vector = node.Arrange(value, all);
        string layer = node.Model.Declaration.AddLayer("RepeatVector", "repeat", vector.Layer, $"{Atom.Product(atoms)}");
        return vector with { Layer = layer, Network = new Axes(atoms, all), Tensor = value.Tensor.With(axis, atoms) };
    }

    /// <summary>Values of which all have the same axes, those along which some are the same repeated.</summary>
    public static ReadValue[] Together(ReadNode node, IReadOnlyList<ReadValue> values, int exceptAxis = -1)
    {
        int rank = values.Max(value => value.Rank);
        ReadValue[] all =
        [
            .. values.Select(value =>
                value with { Tensor = Axes.Of([.. Enumerable.Repeat(Array.Empty<Atom>(), rank - value.Rank), .. value.Tensor.All]) }),
        ];

        // The first takes over what others are taken apart into; the second time it gives them its own.
        for (int round = 0; round < 2; round++)
        {
            for (int other = 1; other < all.Length; other++) (all[0], all[other]) = Both(node, all[0], all[other], exceptAxis);
        }

        return all;
    }

    private static (ReadValue First, ReadValue Second) Both(ReadNode node, ReadValue first, ReadValue second, int exceptAxis)
    {
        (Dictionary<Atom, Atom[]> ofFirst, Dictionary<Atom, Atom[]> ofSecond) = ([], []);
        for (int axis = 0; axis < first.Rank; axis++)
        {
            if (axis == exceptAxis) continue;
            if (first.Tensor.IsUnit(axis) || second.Tensor.IsUnit(axis))
            {
                if (exceptAxis >= 0 && first.Tensor.IsUnit(axis) != second.Tensor.IsUnit(axis)) throw new NotSupportedException("it joins shapes that differ");
                continue;
            }

            bool isSame = first.Tensor.IsSamples(axis) || second.Tensor.IsSamples(axis)
                ? first.Tensor[axis].SequenceEqual(second.Tensor[axis])
                : first.Tensor.Extent(axis) == second.Tensor.Extent(axis) && Regrouping.Unify(first.Tensor[axis], second.Tensor[axis], ofFirst, ofSecond);
            if (!isSame) throw new NotSupportedException("it joins shapes that differ");
        }

        (first, second) = (first.Replaced(ofFirst), second.Replaced(ofSecond));
        for (int axis = 0; axis < first.Rank; axis++)
        {
            if (axis == exceptAxis || first.Tensor.IsUnit(axis) == second.Tensor.IsUnit(axis)) continue;
            if (first.Tensor.IsUnit(axis)) first = Along(node, first, axis, second.Tensor[axis]);
            else second = Along(node, second, axis, first.Tensor[axis]);
        }

        return (first, second);
    }
}
