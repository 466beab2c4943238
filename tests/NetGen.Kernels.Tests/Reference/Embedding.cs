namespace NetGen.Kernels.Tests.Reference;

/// <summary>A row of a table for each index. Indices come as whole numbers. The row of a mask is read like any other and has no gradient.</summary>
internal sealed class Embedding : SingleInputLayer
{
    private readonly ReferenceParameter _weight; // [index, feature]

    private readonly int? _mask;

    public Embedding(int vocabulary, int features, int? mask = null)
    {
        _mask = mask;
        _weight = new ReferenceParameter("weight", new Tensor(vocabulary, features)) { FixedRow = mask };
        Parameters = [_weight];
    }

    protected override Tensor Forward(Tensor input, bool training)
    {
        // output[n, t, f] = weight[input[n, t], f]
        var output = new Tensor(input.Samples, input.Channels, 1, _weight.Value.Shape[1]);
        for (int n = 0; n < output.Samples; n++)
            for (int t = 0; t < output.Height; t++)
                for (int f = 0; f < output.Channels; f++)
                    output[n, t, 0, f] = _weight.Value[Index(input, n, t), f];
        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        for (int n = 0; n < output.Samples; n++)
            for (int t = 0; t < output.Height; t++)
                for (int f = 0; f < output.Channels && Index(input, n, t) != _mask; f++)
                    _weight.Gradient[Index(input, n, t), f] += doutput[n, t, 0, f];

        // Indices have no gradient.
        return input.ZerosLike();
    }

    private static int Index(Tensor input, int sample, int place) => (int)Math.Round(input[sample, 0, 0, place]);
}
