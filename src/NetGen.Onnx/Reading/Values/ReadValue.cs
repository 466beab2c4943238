namespace NetGen.Onnx.Reading.Values;

/// <summary>
/// A tensor of a model, and where its numbers are in the network. Reshapes and transposes change the tensor's axes alone; layers come of them where somebody
/// reads the value who wants its numbers in another order.
/// </summary>
/// <param name="Layer">The layer or the input of the network that gives it.</param>
/// <param name="Network">The axes of the layer's result, without samples: features; steps, features; height, width, channels.</param>
/// <param name="Tensor">The axes of the model's tensor, samples among them.</param>
internal sealed record ReadValue(string Layer, Axes Network, Axes Tensor)
{
    /// <summary>Most numbers of a tensor that a network has.</summary>
    public const long Largest = 1 << 28;

    /// <summary>Of an input of indices: how many there are to choose from; else 0.</summary>
    public int Vocabulary { get; init; }

    /// <summary>Of attention whose heads are not yet put together; no layer gives it as it is.</summary>
    public AttentionHeads? Attention { get; init; }

    public int Rank => Tensor.Count;

    /// <summary>All that counts its numbers but samples, in the model's order.</summary>
    public Atom[] Elements => [.. Tensor.Flat.Where(atom => !atom.IsSamples)];

    public long Size => Atom.Product(Network.Flat);

    /// <summary>The channels of its layer's result.</summary>
    public int Channels => (int)Network.Extent(Network.Count - 1);

    /// <summary>An axis counted from the end where it is negative.</summary>
    /// <exception cref="NotSupportedException">There is no such axis.</exception>
    public int Axis(long axis)
    {
        long counted = axis < 0 ? axis + Rank : axis;
        return counted >= 0 && counted < Rank ? (int)counted : throw new NotSupportedException($"it has no axis {axis}");
    }

    public ReadValue Replaced(IReadOnlyDictionary<Atom, Atom[]> parts)
        => parts.Count == 0 ? this : this with { Network = Network.Replaced(parts), Tensor = Tensor.Replaced(parts) };
}
