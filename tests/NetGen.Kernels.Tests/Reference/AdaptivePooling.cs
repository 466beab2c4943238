namespace NetGen.Kernels.Tests.Reference;

/// <summary>Bins that cover an axis, as PyTorch defines them: bin i from floor(i * extent / bins) to ceil((i + 1) * extent / bins).</summary>
internal static class AdaptiveBins
{
    public static int First(int bin, int bins, int extent) => (int)Math.Floor((double)bin * extent / bins);

    public static int End(int bin, int bins, int extent) => (int)Math.Ceiling((bin + 1.0) * extent / bins);

    /// <summary>The pixels of each result.</summary>
    public static IEnumerable<(int N, int Y, int X, int C, (int Row, int Column)[] Pixels)> Of(Tensor input, int height, int width)
    {
        for (int n = 0; n < input.Samples; n++)
            for (int y = 0; y < height; y++)
                for (int x = 0; x < width; x++)
                    for (int c = 0; c < input.Channels; c++)
                    {
                        List<(int Row, int Column)> pixels = [];
                        for (int row = First(y, height, input.Height); row < End(y, height, input.Height); row++)
                            for (int column = First(x, width, input.Width); column < End(x, width, input.Width); column++)
                                pixels.Add((row, column));

                        yield return (n, y, x, c, [.. pixels]);
                    }
    }
}

/// <summary>The mean of each bin.</summary>
internal sealed class AdaptiveAveragePool2D(int height, int width) : SingleInputLayer
{
    protected override Tensor Forward(Tensor input, bool training)
    {
        var output = new Tensor(input.Samples, height, width, input.Channels);
        foreach ((int n, int y, int x, int c, (int Row, int Column)[] pixels) in AdaptiveBins.Of(input, height, width))
            foreach ((int row, int column) in pixels) output[n, y, x, c] += input[n, row, column, c] / pixels.Length;

        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dinput = input.ZerosLike();
        foreach ((int n, int y, int x, int c, (int Row, int Column)[] pixels) in AdaptiveBins.Of(input, height, width))
            foreach ((int row, int column) in pixels) dinput[n, row, column, c] += doutput[n, y, x, c] / pixels.Length;

        return dinput;
    }
}

/// <summary>The largest value of each bin. Of equal values the first one gets the gradient.</summary>
internal sealed class AdaptiveMaxPool2D(int height, int width) : SingleInputLayer
{
    protected override Tensor Forward(Tensor input, bool training)
    {
        var output = new Tensor(input.Samples, height, width, input.Channels);
        foreach ((int n, int y, int x, int c, (int Row, int Column)[] pixels) in AdaptiveBins.Of(input, height, width))
        {
            (int row, int column) = Winner(input, n, c, pixels);
            output[n, y, x, c] = input[n, row, column, c];
        }

        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dinput = input.ZerosLike();
        foreach ((int n, int y, int x, int c, (int Row, int Column)[] pixels) in AdaptiveBins.Of(input, height, width))
        {
            (int row, int column) = Winner(input, n, c, pixels);
            dinput[n, row, column, c] += doutput[n, y, x, c];
        }

        return dinput;
    }

    private static (int Row, int Column) Winner(Tensor input, int n, int c, (int Row, int Column)[] pixels)
    {
        (int Row, int Column) winner = pixels[0];
        foreach ((int Row, int Column) pixel in pixels)
        {
            if (MaxPool2D.Beats(input[n, pixel.Row, pixel.Column, c], input[n, winner.Row, winner.Column, c])) winner = pixel;
        }

        return winner;
    }
}
