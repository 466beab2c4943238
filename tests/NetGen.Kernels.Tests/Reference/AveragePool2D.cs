namespace NetGen.Kernels.Tests.Reference;

/// <summary>The mean of the values under each window; padding counts neither as a value nor as a divisor.</summary>
internal sealed class AveragePool2D(Window rows, Window columns) : SingleInputLayer
{
    protected override Tensor Forward(Tensor input, bool training)
    {
        var output = new Tensor(input.Samples, rows.Outputs(input.Height), columns.Outputs(input.Width), input.Channels);
        for (int n = 0; n < output.Samples; n++)
            for (int y = 0; y < output.Height; y++)
                for (int x = 0; x < output.Width; x++)
                    for (int c = 0; c < output.Channels; c++)
                    {
                        List<(int Row, int Column)> pixels = Pixels(input, y, x);
                        foreach ((int row, int column) in pixels) output[n, y, x, c] += input[n, row, column, c] / pixels.Count;
                    }

        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dinput = input.ZerosLike();
        for (int n = 0; n < output.Samples; n++)
            for (int y = 0; y < output.Height; y++)
                for (int x = 0; x < output.Width; x++)
                    for (int c = 0; c < output.Channels; c++)
                    {
                        List<(int Row, int Column)> pixels = Pixels(input, y, x);
                        foreach ((int row, int column) in pixels) dinput[n, row, column, c] += doutput[n, y, x, c] / pixels.Count;
                    }

        return dinput;
    }

    private List<(int Row, int Column)> Pixels(Tensor input, int y, int x)
    {
        List<(int Row, int Column)> pixels = [];
        for (int ky = 0; ky < rows.Size; ky++)
            for (int kx = 0; kx < columns.Size; kx++)
            {
                (int row, int column) = (rows.Input(y, ky), columns.Input(x, kx));
                if (row >= 0 && row < input.Height && column >= 0 && column < input.Width) pixels.Add((row, column));
            }

        return pixels;
    }
}
