namespace NetGen.Kernels.Tests.Reference;

/// <summary>The products of two tensors' channels, added up for each position; normalised, of both as long as 1 (no length is less than 1e-8).</summary>
internal sealed class Dot(bool isNormalized = false) : ReferenceLayer
{
    private const double ShortestLength = 1e-8;

    public override Tensor Forward(IReadOnlyList<Tensor> inputs, bool training)
    {
        (Tensor left, Tensor right) = (inputs[0], inputs[1]);
        var output = new Tensor(left.Samples, left.Height, left.Width, 1);
        for (int row = 0; row < output.Values.Length; row++) output.Values[row] = Product(left, right, row) / (Length(left, row) * Length(right, row));
        return output;
    }

    public override IReadOnlyList<Tensor> Backward(IReadOnlyList<Tensor> inputs, Tensor output, Tensor doutput)
        => [Gradient(inputs[0], inputs[1], output, doutput), Gradient(inputs[1], inputs[0], output, doutput)];

    private Tensor Gradient(Tensor own, Tensor other, Tensor output, Tensor doutput)
    {
        Tensor gradient = own.ZerosLike();
        for (int i = 0; i < own.Values.Length; i++)
        {
            int row = i / own.Channels;
            double length = Length(own, row);
            double along = isNormalized && length > ShortestLength ? output.Values[row] * own.Values[i] / (length * length) : 0;
            gradient.Values[i] = doutput.Values[row] * ((other.Values[i] / (length * Length(other, row))) - along);
        }

        return gradient;
    }

    private double Length(Tensor tensor, int row) => isNormalized ? Math.Max(ShortestLength, Math.Sqrt(Product(tensor, tensor, row))) : 1;

    private static double Product(Tensor left, Tensor right, int row)
        => Enumerable.Range(row * left.Channels, left.Channels).Sum(i => left.Values[i] * right.Values[i]);
}
