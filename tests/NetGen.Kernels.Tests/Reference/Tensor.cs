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
        int[] shape = Shape;
        bool inside = rank == shape.Length
            && (uint)i < (uint)shape[0]
            && (rank < 2 || (uint)j < (uint)shape[1])
            && (rank < 4 || ((uint)k < (uint)shape[2] && (uint)l < (uint)shape[3]));
        if (!inside) throw new ArgumentException($"Index ({i}, {j}, {k}, {l}) with {rank} axes for a tensor of shape {this}.", nameof(rank));
        return rank switch
        {
            1 => i,
            2 => (i * shape[1]) + j,
            _ => (((((i * shape[1]) + j) * shape[2]) + k) * shape[3]) + l,
        };
    }
}
