namespace NetGen.Kernels.Tests.Reference;

/// <summary>Two-dimensional cross-correlation, what every framework calls convolution.</summary>
internal sealed class Conv2D : SingleInputLayer
{
    private readonly Window _rows;
    private readonly Window _columns;
    private readonly int _groups;
    private readonly ReferenceParameter _weight; // [out, in/groups, kernel rows, kernel columns]
    private readonly ReferenceParameter? _bias;  // [out]

    public Conv2D(int inputChannels, int filters, Window rows, Window columns, int groups = 1, bool bias = true)
    {
        if (inputChannels % groups != 0 || filters % groups != 0)
            throw new ArgumentException($"{groups} groups do not divide {inputChannels} -> {filters}.", nameof(groups));
        _rows = rows;
        _columns = columns;
        _groups = groups;
        _weight = new ReferenceParameter("weight", new Tensor(filters, inputChannels / groups, rows.Size, columns.Size));
        _bias = bias ? new ReferenceParameter("bias", new Tensor(filters)) : null;
        Parameters = _bias is null ? [_weight] : [_weight, _bias];
    }

    protected override Tensor Forward(Tensor input, bool training)
    {
        // output[n, y, x, o] = bias[o] + sum over ky, kx, c of input[n, y*s + ky*d - pad, x*s + kx*d - pad, group(o) + c] * weight[o, c, ky, kx]
        (int filters, int channels) = (_weight.Value.Shape[0], _weight.Value.Shape[1]);
        var output = new Tensor(input.Samples, _rows.Outputs(input.Height), _columns.Outputs(input.Width), filters);
        for (int n = 0; n < output.Samples; n++)
            for (int y = 0; y < output.Height; y++)
                for (int x = 0; x < output.Width; x++)
                    for (int o = 0; o < filters; o++)
                    {
                        int firstChannel = o / (filters / _groups) * channels;
                        double sum = _bias is null ? 0 : _bias.Value[o];
                        for (int ky = 0; ky < _rows.Size; ky++)
                            for (int kx = 0; kx < _columns.Size; kx++)
                            {
                                (int row, int column) = (_rows.Input(y, ky), _columns.Input(x, kx));
                                if (row < 0 || row >= input.Height || column < 0 || column >= input.Width) continue; // padding is zero
                                for (int c = 0; c < channels; c++) sum += input[n, row, column, firstChannel + c] * _weight.Value[o, c, ky, kx];
                            }

                        output[n, y, x, o] = sum;
                    }

        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        // Every product input * weight of the forward pass hands doutput * weight to its input and doutput * input to its weight.
        (int filters, int channels) = (_weight.Value.Shape[0], _weight.Value.Shape[1]);
        Tensor dinput = input.ZerosLike();
        for (int n = 0; n < output.Samples; n++)
            for (int y = 0; y < output.Height; y++)
                for (int x = 0; x < output.Width; x++)
                    for (int o = 0; o < filters; o++)
                    {
                        int firstChannel = o / (filters / _groups) * channels;
                        double d = doutput[n, y, x, o];
                        if (_bias is not null) _bias.Gradient[o] += d;
                        for (int ky = 0; ky < _rows.Size; ky++)
                            for (int kx = 0; kx < _columns.Size; kx++)
                            {
                                (int row, int column) = (_rows.Input(y, ky), _columns.Input(x, kx));
                                if (row < 0 || row >= input.Height || column < 0 || column >= input.Width) continue;
                                for (int c = 0; c < channels; c++)
                                {
                                    dinput[n, row, column, firstChannel + c] += d * _weight.Value[o, c, ky, kx];
                                    _weight.Gradient[o, c, ky, kx] += d * input[n, row, column, firstChannel + c];
                                }
                            }
                    }

        return dinput;
    }
}
