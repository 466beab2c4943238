using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>What readers of operators have in common: layers, and the axes that they want.</summary>
internal static class Emission
{
    /// <summary>A layer that is called as its node.</summary>
    /// <returns>Its name.</returns>
    public static string Layer(this ReadNode node, string kind, ReadValue reads, params IEnumerable<string> arguments)
        => reads.Attention is not null
            ? throw new NotSupportedException("it reads an attention whose heads are not put together by a product")
            : node.Model.Declaration.AddLayer(kind, node.LayerName, reads.Layer, arguments);

    /// <summary>A layer that gives each number another value.</summary>
    public static ReadValue Map(this ReadNode node, ReadValue value, string kind, params IEnumerable<string> arguments)
        => value with { Layer = node.Layer(kind, value, arguments) };

    public static ReadValue Arrange(this ReadNode node, ReadValue value, params Atom[][] wanted) => node.Model.Arranger.Arrange(value, new Axes(wanted));

    /// <summary>The atoms of several axes.</summary>
    /// <exception cref="NotSupportedException">Samples are among them.</exception>
    public static Atom[] Atoms(this ReadValue value, params IEnumerable<int> axes)
    {
        Atom[] atoms = [.. axes.SelectMany(axis => value.Tensor[axis])];
        return atoms.Any(atom => atom.IsSamples) ? throw new NotSupportedException("it does not keep samples apart") : atoms;
    }

    /// <summary>A value whose channels are some axes of its tensor; the others as they are, where they are at most two.</summary>
    public static ReadValue ChannelsLast(this ReadNode node, ReadValue value, params IReadOnlyCollection<int> axes)
    {
        Atom[] channels = value.Atoms(axes);
        if (value.Network[value.Network.Count - 1].SequenceEqual(channels)) return value;
        Atom[][] positions = [.. value.Tensor.All.Where((atoms, axis) => atoms.Length > 0 && !axes.Contains(axis) && !value.Tensor.IsSamples(axis))];
        return positions.Length > 2 ? node.Rows(value, channels) : node.Arrange(value, [.. positions, channels]);
    }

    /// <summary>A value as a sequence whose features are some of its atoms; all others count the steps, in the order in which they lie.</summary>
    public static ReadValue Rows(this ReadNode node, ReadValue value, Atom[] channels)
        => value.Network.Count == 2 && value.Network[1].SequenceEqual(channels)
            ? value
            : node.Arrange(value, [.. value.Network.Flat.Except(channels)], channels);

    /// <summary>A value as a sequence whose steps are some of its atoms; all others are the features.</summary>
    public static ReadValue Columns(this ReadNode node, ReadValue value, Atom[] steps)
        => value.Network.Count == 2 && value.Network[0].SequenceEqual(steps) ? value : node.Arrange(value, steps, [.. value.Network.Flat.Except(steps)]);

    /// <summary>An image [N, channels, height, width], or a sequence [N, channels, steps], with its channels last.</summary>
    /// <param name="node">Who reads it.</param>
    /// <param name="value">A tensor of three or four axes.</param>
    /// <param name="dimensions">1 for steps, 2 for rows and columns.</param>
    public static ReadValue Positions(this ReadNode node, ReadValue value, int dimensions)
    {
        if (value.Rank != dimensions + 2) throw new NotSupportedException($"its input has {value.Rank} axes where {dimensions + 2} are expected");
        if (!value.Tensor.IsSamples(0) && !value.Tensor.IsUnit(0)) throw new NotSupportedException("its input has no axis of samples in front");
        Atom[][] wanted = [.. Enumerable.Range(2, dimensions).Append(1).Select(axis => value.Atoms(axis))];
        return node.Arrange(value, wanted);
    }

    public static string Written(this double number) => Declaration.Written(number);
}
