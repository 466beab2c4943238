namespace NetGen.Kernels.Tests.Reference;

/// <summary>A fully connected layer on a vector, or on each step of a sequence.</summary>
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

    /// <summary>The weights of an output, one behind another, in the order of its inputs.</summary>
    public float[] WeightsInOrder(int inputs)
        => [.. Enumerable.Range(0, _weight.Value.Values.Length).Select(place => (float)_weight.Value[place / inputs, _order.Of(place % inputs, inputs)])];

    protected override Tensor Forward(Tensor input, bool training)
    {
        // output[n, t, o] = bias[o] + sum over i of input[n, t, i] * weight[o, i]
        if (input.Width != 1) throw new InvalidOperationException($"A dense layer on {input}: flatten it first.");
        var output = new Tensor(input.Samples, input.Height, 1, _weight.Value.Shape[0]);
        for (int n = 0; n < output.Samples; n++)
            for (int t = 0; t < output.Height; t++)
                for (int o = 0; o < output.Channels; o++)
                {
                    double sum = _bias is null ? 0 : _bias.Value[o];
                    for (int i = 0; i < input.Channels; i++) sum += input[n, t, 0, i] * _weight.Value[o, _order.Of(i, input.Channels)];
                    output[n, t, 0, o] = sum;
                }

        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dinput = input.ZerosLike();
        for (int n = 0; n < output.Samples; n++)
            for (int t = 0; t < output.Height; t++)
                for (int o = 0; o < output.Channels; o++)
                {
                    double d = doutput[n, t, 0, o];
                    if (_bias is not null) _bias.Gradient[o] += d;
                    for (int i = 0; i < input.Channels; i++)
                    {
                        dinput[n, t, 0, i] += d * _weight.Value[o, _order.Of(i, input.Channels)];
                        _weight.Gradient[o, _order.Of(i, input.Channels)] += d * input[n, t, 0, i];
                    }
                }

        return dinput;
    }
}
