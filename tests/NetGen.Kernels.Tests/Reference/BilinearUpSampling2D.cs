namespace NetGen.Kernels.Tests.Reference;

/// <summary>An image enlarged on straight lines between pixel centres: PyTorch's interpolate with mode='bilinear', align_corners=False.</summary>
internal sealed class BilinearUpSampling2D(int heightFactor, int widthFactor) : SingleInputLayer
{
    protected override Tensor Forward(Tensor input, bool training)
    {
        var output = new Tensor(input.Samples, input.Height * heightFactor, input.Width * widthFactor, input.Channels);
        foreach ((int n, int y, int x, int c, int row, int column, double share) in Products(input)) output[n, y, x, c] += share * input[n, row, column, c];
        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dinput = input.ZerosLike();
        foreach ((int n, int y, int x, int c, int row, int column, double share) in Products(input)) dinput[n, row, column, c] += share * doutput[n, y, x, c];
        return dinput;
    }

    /// <summary>Each pixel of the result and each of the four that it is made of.</summary>
    private IEnumerable<(int N, int Y, int X, int C, int Row, int Column, double Share)> Products(Tensor input)
    {
        for (int n = 0; n < input.Samples; n++)
            for (int y = 0; y < input.Height * heightFactor; y++)
                for (int x = 0; x < input.Width * widthFactor; x++)
                    for (int c = 0; c < input.Channels; c++)
                        foreach ((int row, double rowShare) in Around(y, heightFactor, input.Height))
                            foreach ((int column, double columnShare) in Around(x, widthFactor, input.Width))
                                yield return (n, y, x, c, row, column, rowShare * columnShare);
    }

    private static (int Place, double Share)[] Around(int place, int factor, int extent)
    {
        // An axis that does not become longer is left alone: a neighbour that counts nothing is not looked at, whatever it holds.
        if (factor == 1) return [(place, 1)];
        double centre = Math.Max(0, ((place + 0.5) / factor) - 0.5);
        int first = (int)Math.Floor(centre);
        return [(first, 1 - (centre - first)), (Math.Min(first + 1, extent - 1), centre - first)];
    }
}
