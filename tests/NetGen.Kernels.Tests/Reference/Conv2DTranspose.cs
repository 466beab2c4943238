namespace NetGen.Kernels.Tests.Reference;

/// <summary>Two-dimensional transposed convolution: every input adds to a window of the output. The window's settings are those of the convolution back.</summary>
internal sealed class Conv2DTranspose : SingleInputLayer
{
    private readonly Window _rows;
    private readonly Window _columns;
    private readonly (int Height, int Width) _size;
    private readonly int _groups;
    private readonly ReferenceParameter _weight; // [in, out/groups, kernel rows, kernel columns]
    private readonly ReferenceParameter? _bias;  // [out]

    /// <param name="size">Height and width of the output.</param>
    public Conv2DTranspose(int inputChannels, int filters, Window rows, Window columns, (int Height, int Width) size, int groups = 1, bool bias = true)
    {
        if (inputChannels % groups != 0 || filters % groups != 0)
            throw new ArgumentException($"{groups} groups do not divide {inputChannels} -> {filters}.", nameof(groups));
        (_rows, _columns, _size, _groups) = (rows, columns, size, groups);
        _weight = new ReferenceParameter("weight", new Tensor(inputChannels, filters / groups, rows.Size, columns.Size));
        _bias = bias ? new ReferenceParameter("bias", new Tensor(filters)) : null;
        Parameters = _bias is null ? [_weight] : [_weight, _bias];
    }

    protected override Tensor Forward(Tensor input, bool training)
    {
        // output[n, y*s + ky*d - pad, x*s + kx*d - pad, group(c) + o] += input[n, y, x, c] * weight[c, o, ky, kx], wherever that lies in the output
        (int filters, int perGroup) = (_weight.Value.Shape[1] * _groups, _weight.Value.Shape[1]);
        var output = new Tensor(input.Samples, _size.Height, _size.Width, filters);
        if (_bias is not null)
        {
            for (int i = 0; i < output.Values.Length; i++) output.Values[i] = _bias.Value[i % filters];
        }

        foreach ((int n, int y, int x, int c, int ky, int kx, int row, int column) in Products(input))
        {
            int first = c / (input.Channels / _groups) * perGroup;
            for (int o = 0; o < perGroup; o++) output[n, row, column, first + o] += input[n, y, x, c] * _weight.Value[c, o, ky, kx];
        }

        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        // Every product of the forward pass hands doutput * weight to its input and doutput * input to its weight.
        int perGroup = _weight.Value.Shape[1];
        Tensor dinput = input.ZerosLike();
        foreach ((int n, int y, int x, int c, int ky, int kx, int row, int column) in Products(input))
        {
            int first = c / (input.Channels / _groups) * perGroup;
            for (int o = 0; o < perGroup; o++)
            {
                double d = doutput[n, row, column, first + o];
                dinput[n, y, x, c] += d * _weight.Value[c, o, ky, kx];
                _weight.Gradient[c, o, ky, kx] += d * input[n, y, x, c];
            }
        }

        if (_bias is not null)
        {
            for (int i = 0; i < doutput.Values.Length; i++) _bias.Gradient[i % doutput.Channels] += doutput.Values[i];
        }

        return dinput;
    }

    /// <summary>Every input and tap that lead into the output.</summary>
    private IEnumerable<(int N, int Y, int X, int C, int Ky, int Kx, int Row, int Column)> Products(Tensor input)
    {
        for (int n = 0; n < input.Samples; n++)
            for (int y = 0; y < input.Height; y++)
                for (int x = 0; x < input.Width; x++)
                    for (int c = 0; c < input.Channels; c++)
                        for (int ky = 0; ky < _rows.Size; ky++)
                            for (int kx = 0; kx < _columns.Size; kx++)
                            {
                                (int row, int column) = (_rows.Input(y, ky), _columns.Input(x, kx));
                                if (row >= 0 && row < _size.Height && column >= 0 && column < _size.Width) yield return (n, y, x, c, ky, kx, row, column);
                            }
    }
}
