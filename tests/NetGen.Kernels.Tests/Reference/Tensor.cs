using System.Globalization;

namespace NetGen.Kernels.Tests.Reference;

/// <summary>
/// A row-major array of doubles with a shape. Values of layers are [samples, height, width, channels]; a vector has height = width = 1.
/// Weights have PyTorch's shapes. Every index is checked: the reference has to be right, not fast.
/// </summary>
internal sealed class Tensor
{
    public Tensor(params int[] shape)
    {
        if (shape.Any(extent => extent < 0)) throw new ArgumentException($"Negative extent in {string.Join('x', shape)}.", nameof(shape));
        Shape = shape;
        Values = new double[shape.Aggregate(1, (product, extent) => checked(product * extent))];
    }

    public int[] Shape { get; }

    public double[] Values { get; }

    public int Samples => Shape[0];

    public int Height => Shape[1];

    public int Width => Shape[2];

    public int Channels => Shape[3];

    public ref double this[int i] => ref Values[Offset(1, i, 0, 0, 0)];

    public ref double this[int i, int j] => ref Values[Offset(2, i, j, 0, 0)];

    public ref double this[int i, int j, int k, int l] => ref Values[Offset(4, i, j, k, l)];

    /// <summary>A tensor of zeros of the same shape.</summary>
    public Tensor ZerosLike() => new(Shape);

    public Tensor Clone()
    {
        Tensor copy = ZerosLike();
        Values.CopyTo(copy.Values, 0);
        return copy;
    }

    /// <summary>The shape without the samples.</summary>
    public int[] SampleShape => Shape[1..];

    public override string ToString() => string.Join('x', Shape.Select(extent => extent.ToString(CultureInfo.InvariantCulture)));

    private int Offset(int rank, int i, int j, int k, int l)
    {
        if (rank != Shape.Length) throw new ArgumentException($"{rank} indices for a tensor of shape {this}.", nameof(rank));
        int offset = Check(0, i);
        if (rank >= 2) offset = (offset * Shape[1]) + Check(1, j);
        if (rank == 4) offset = (((offset * Shape[2]) + Check(2, k)) * Shape[3]) + Check(3, l);
        return offset;
    }

    private int Check(int axis, int index)
        => (uint)index < (uint)Shape[axis]
            ? index
            : throw new ArgumentOutOfRangeException(nameof(index), $"Index {index} on axis {axis} of a tensor of shape {this}.");
}
