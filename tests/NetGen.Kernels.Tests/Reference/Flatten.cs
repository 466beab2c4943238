namespace NetGen.Kernels.Tests.Reference;

/// <summary>
/// An image or a sequence becomes a vector: [n, h, w, c] -> [n, 1, 1, h * w * c]. The values stay in their order, channels last; the
/// order in which files have the parameters of the layers behind it is <see cref="FileOrder"/>.
/// </summary>
internal sealed class Flatten : SingleInputLayer
{
    protected override Tensor Forward(Tensor input, bool training) => Copy(input, input.Samples, 1, 1, input.Height * input.Width * input.Channels);

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput) => Copy(doutput, input.Shape);

    private static Tensor Copy(Tensor values, params int[] shape)
    {
        var copy = new Tensor(shape);
        values.Values.CopyTo(copy.Values, 0);
        return copy;
    }
}
