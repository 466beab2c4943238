namespace NetGen.Kernels.Tests.Reference;

/// <summary>Each channel convolved by itself: output channel c * multiplier + m is a sum over the window of channel c alone.</summary>
internal sealed class DepthwiseConv2D : SingleInputLayer
{
    private readonly int _multiplier;
    private readonly Window _rows;
    private readonly Window _columns;
    private readonly ReferenceParameter _weight; // [c * multiplier + m, 1, ky, kx]
    private readonly ReferenceParameter? _bias; // [c * multiplier + m]

    public DepthwiseConv2D(int channels, int multiplier, Window rows, Window columns, bool bias)
    {
        (_multiplier, _rows, _columns) = (multiplier, rows, columns);
        _weight = new ReferenceParameter("weight", new Tensor(channels * multiplier, 1, rows.Size, columns.Size));
        _bias = bias ? new ReferenceParameter("bias", new Tensor(channels * multiplier)) : null;
        Parameters = _bias is null ? [_weight] : [_weight, _bias];
    }

    protected override Tensor Forward(Tensor input, bool training)
    {
        var output = new Tensor(input.Samples, _rows.Outputs(input.Height), _columns.Outputs(input.Width), input.Channels * _multiplier);
        foreach ((int n, int y, int x, int o) in Places(output))
        {
            double sum = _bias?.Value[o] ?? 0;
            foreach ((int ky, int kx, int row, int column) in Taps(input, y, x)) sum += input[n, row, column, o / _multiplier] * _weight.Value[o, 0, ky, kx];
            output[n, y, x, o] = sum;
        }

        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dinput = input.ZerosLike();
        foreach ((int n, int y, int x, int o) in Places(output))
        {
            double d = doutput[n, y, x, o];
            if (_bias is not null) _bias.Gradient[o] += d;
            foreach ((int ky, int kx, int row, int column) in Taps(input, y, x))
            {
                _weight.Gradient[o, 0, ky, kx] += d * input[n, row, column, o / _multiplier];
                dinput[n, row, column, o / _multiplier] += d * _weight.Value[o, 0, ky, kx];
            }
        }

        return dinput;
    }

    private IEnumerable<(int Ky, int Kx, int Row, int Column)> Taps(Tensor input, int y, int x)
    {
        for (int ky = 0; ky < _rows.Size; ky++)
            for (int kx = 0; kx < _columns.Size; kx++)
            {
                (int row, int column) = (_rows.Input(y, ky), _columns.Input(x, kx));
                if (row >= 0 && row < input.Height && column >= 0 && column < input.Width) yield return (ky, kx, row, column);
            }
    }

    private static IEnumerable<(int N, int Y, int X, int O)> Places(Tensor tensor)
    {
        for (int n = 0; n < tensor.Samples; n++)
            for (int y = 0; y < tensor.Height; y++)
                for (int x = 0; x < tensor.Width; x++)
                    for (int o = 0; o < tensor.Channels; o++)
                        yield return (n, y, x, o);
    }
}
