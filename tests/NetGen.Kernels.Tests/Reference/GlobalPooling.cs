namespace NetGen.Kernels.Tests.Reference;

/// <summary>The mean of each channel's image: [n, h, w, c] -> [n, 1, 1, c].</summary>
internal sealed class GlobalAveragePool2D : SingleInputLayer
{
    protected override Tensor Forward(Tensor input, bool training)
    {
        var output = new Tensor(input.Samples, 1, 1, input.Channels);
        for (int n = 0; n < input.Samples; n++)
            for (int y = 0; y < input.Height; y++)
                for (int x = 0; x < input.Width; x++)
                    for (int c = 0; c < input.Channels; c++)
                        output[n, 0, 0, c] += input[n, y, x, c] / (input.Height * input.Width);
        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dinput = input.ZerosLike();
        for (int n = 0; n < input.Samples; n++)
            for (int y = 0; y < input.Height; y++)
                for (int x = 0; x < input.Width; x++)
                    for (int c = 0; c < input.Channels; c++)
                        dinput[n, y, x, c] = doutput[n, 0, 0, c] / (input.Height * input.Width);
        return dinput;
    }
}

/// <summary>The largest value of each channel's image: [n, h, w, c] -> [n, 1, 1, c]. Of equal values the first one gets the gradient.</summary>
internal sealed class GlobalMaxPool2D : SingleInputLayer
{
    protected override Tensor Forward(Tensor input, bool training)
    {
        var output = new Tensor(input.Samples, 1, 1, input.Channels);
        for (int n = 0; n < input.Samples; n++)
            for (int c = 0; c < input.Channels; c++)
            {
                (int row, int column) = Winner(input, n, c);
                output[n, 0, 0, c] = input[n, row, column, c];
            }

        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dinput = input.ZerosLike();
        for (int n = 0; n < input.Samples; n++)
            for (int c = 0; c < input.Channels; c++)
            {
                (int row, int column) = Winner(input, n, c);
                dinput[n, row, column, c] = doutput[n, 0, 0, c];
            }

        return dinput;
    }

    private static (int Row, int Column) Winner(Tensor input, int n, int c)
    {
        (int Row, int Column) best = (0, 0);
        for (int y = 0; y < input.Height; y++)
            for (int x = 0; x < input.Width; x++)
            {
                if (MaxPool2D.Beats(input[n, y, x, c], input[n, best.Row, best.Column, c])) best = (y, x);
            }

        return best;
    }
}
