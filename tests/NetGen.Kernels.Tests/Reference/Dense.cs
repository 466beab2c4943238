namespace NetGen.Kernels.Tests.Reference;

/// <summary>A fully connected layer on a vector.</summary>
internal sealed class Dense : SingleInputLayer
{
    private readonly ReferenceParameter _weight; // [out, in], in the order of files
    private readonly ReferenceParameter? _bias;  // [out]
    private readonly FileOrder _order;

    public Dense(int inputs, int outputs, bool bias = true, FileOrder? order = null)
    {
        _order = order ?? FileOrder.Same;
        _weight = new ReferenceParameter("weight", new Tensor(outputs, inputs));
        _bias = bias ? new ReferenceParameter("bias", new Tensor(outputs)) : null;
        Parameters = _bias is null ? [_weight] : [_weight, _bias];
    }

    protected override Tensor Forward(Tensor input, bool training)
    {
        // output[n, o] = bias[o] + sum over i of input[n, i] * weight[o, i]
        RequireVector(input);
        var output = new Tensor(input.Samples, 1, 1, _weight.Value.Shape[0]);
        for (int n = 0; n < output.Samples; n++)
            for (int o = 0; o < output.Channels; o++)
            {
                double sum = _bias is null ? 0 : _bias.Value[o];
                for (int i = 0; i < input.Channels; i++) sum += input[n, 0, 0, i] * _weight.Value[o, _order.Of(i, input.Channels)];
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
                for (int i = 0; i < input.Channels; i++)
                {
                    dinput[n, 0, 0, i] += d * _weight.Value[o, _order.Of(i, input.Channels)];
                    _weight.Gradient[o, _order.Of(i, input.Channels)] += d * input[n, 0, 0, i];
                }
            }

        return dinput;
    }

    private static void RequireVector(Tensor input)
    {
        if (input.Height != 1 || input.Width != 1) throw new InvalidOperationException($"A dense layer on {input}: flatten it first.");
    }
}
