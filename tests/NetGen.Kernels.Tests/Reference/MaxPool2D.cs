namespace NetGen.Kernels.Tests.Reference;

/// <summary>The largest value under each window; padding never wins. Of equal values the first one, row by row, gets the gradient.</summary>
internal sealed class MaxPool2D(Window rows, Window columns) : SingleInputLayer
{
    protected override Tensor Forward(Tensor input, bool training)
    {
        var output = new Tensor(input.Samples, rows.Outputs(input.Height), columns.Outputs(input.Width), input.Channels);
        for (int n = 0; n < output.Samples; n++)
            for (int y = 0; y < output.Height; y++)
                for (int x = 0; x < output.Width; x++)
                    for (int c = 0; c < output.Channels; c++)
                    {
                        (int row, int column) = Winner(input, n, y, x, c);
                        output[n, y, x, c] = input[n, row, column, c];
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
                        (int row, int column) = Winner(input, n, y, x, c);
                        dinput[n, row, column, c] += doutput[n, y, x, c];
                    }

        return dinput;
    }

    /// <summary>NaN beats every number, so that it is seen at the output.</summary>
    internal static bool Beats(double candidate, double best) => candidate > best || (double.IsNaN(candidate) && !double.IsNaN(best));

    private (int Row, int Column) Winner(Tensor input, int n, int y, int x, int c)
    {
        (int Row, int Column)? winner = null;
        for (int ky = 0; ky < rows.Size; ky++)
            for (int kx = 0; kx < columns.Size; kx++)
            {
                (int row, int column) = (rows.Input(y, ky), columns.Input(x, kx));
                if (row < 0 || row >= input.Height || column < 0 || column >= input.Width) continue;
                if (winner is not { } best || Beats(input[n, row, column, c], input[n, best.Row, best.Column, c])) winner = (row, column);
            }

        return winner ?? throw new InvalidOperationException($"The window of output ({y}, {x}) lies in the padding.");
    }
}
