namespace NetGen.Kernels.Tests.Reference;

/// <summary>
/// A fully connected layer. Its input is a vector, or (behind <see cref="Flatten"/>, which keeps the image) an image whose
/// values PyTorch counts in the order channels, rows, columns.
/// </summary>
internal sealed class Dense : SingleInputLayer
{
    private readonly ReferenceParameter _weight; // [out, in], in = c*height*width + y*width + x
    private readonly ReferenceParameter? _bias;  // [out]

    public Dense(int inputs, int outputs, bool bias = true)
    {
        _weight = new ReferenceParameter("weight", new Tensor(outputs, inputs));
        _bias = bias ? new ReferenceParameter("bias", new Tensor(outputs)) : null;
        Parameters = _bias is null ? [_weight] : [_weight, _bias];
    }

    protected override Tensor Forward(Tensor input, bool training)
    {
        // output[n, o] = bias[o] + sum over i of input[n, i] * weight[o, i]
        var output = new Tensor(input.Samples, 1, 1, _weight.Value.Shape[0]);
        for (int n = 0; n < output.Samples; n++)
            for (int o = 0; o < output.Channels; o++)
            {
                double sum = _bias is null ? 0 : _bias.Value[o];
                for (int c = 0; c < input.Channels; c++)
                    for (int y = 0; y < input.Height; y++)
                        for (int x = 0; x < input.Width; x++)
                        {
                            int i = (((c * input.Height) + y) * input.Width) + x;
                            sum += input[n, y, x, c] * _weight.Value[o, i];
                        }

                output[n, 0, 0, o] = sum;
            }

        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dinput = input.ZerosLike();
        for (int n = 0; n < output.Samples; n++)
            for (int o = 0; o < output.Channels; o++)
            {
                double d = doutput[n, 0, 0, o];
                if (_bias is not null) _bias.Gradient[o] += d;
                for (int c = 0; c < input.Channels; c++)
                    for (int y = 0; y < input.Height; y++)
                        for (int x = 0; x < input.Width; x++)
                        {
                            int i = (((c * input.Height) + y) * input.Width) + x;
                            dinput[n, y, x, c] += d * _weight.Value[o, i];
                            _weight.Gradient[o, i] += d * input[n, y, x, c];
                        }
            }

        return dinput;
    }
}
