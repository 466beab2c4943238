namespace NetGen.Kernels.Tests.Reference;

/// <summary>
/// A recurrent layer of Elman's kind, as PyTorch's nn.RNN: h[t] = tanh(W_ih x[t] + b_ih + W_hh h[t - 1] + b_hh), with h = 0 in front of the first step.
/// </summary>
internal sealed class SimpleRNN : SingleInputLayer
{
    private readonly bool _isReversed;
    private readonly ReferenceParameter _inputWeight;     // weight_ih_l0 [units, features]
    private readonly ReferenceParameter _recurrentWeight; // weight_hh_l0 [units, units]
    private readonly ReferenceParameter? _inputBias;      // bias_ih_l0 [units]
    private readonly ReferenceParameter? _recurrentBias;  // bias_hh_l0 [units]

    public SimpleRNN(int features, int units, bool bias = true, bool isReversed = false)
    {
        _isReversed = isReversed;
        _inputWeight = new ReferenceParameter("weight_ih_l0", new Tensor(units, features));
        _recurrentWeight = new ReferenceParameter("weight_hh_l0", new Tensor(units, units));
        _inputBias = bias ? new ReferenceParameter("bias_ih_l0", new Tensor(units)) : null;
        _recurrentBias = bias ? new ReferenceParameter("bias_hh_l0", new Tensor(units)) : null;
        Parameters = [_inputWeight, _recurrentWeight, .. new[] { _inputBias, _recurrentBias }.OfType<ReferenceParameter>()];
    }

    private int Units => _inputWeight.Value.Shape[0];

    protected override Tensor Forward(Tensor input, bool training)
    {
        var output = new Tensor(input.Samples, input.Height, 1, Units);
        for (int n = 0; n < input.Samples; n++)
            for (int step = 0; step < input.Height; step++)
            {
                int t = Time(input, step);
                for (int o = 0; o < Units; o++)
                {
                    double sum = _inputBias is null ? 0 : _inputBias.Value[o] + _recurrentBias!.Value[o];
                    for (int i = 0; i < input.Channels; i++) sum += input[n, t, 0, i] * _inputWeight.Value[o, i];
                    for (int k = 0; step > 0 && k < Units; k++) sum += output[n, Time(input, step - 1), 0, k] * _recurrentWeight.Value[o, k];
                    output[n, t, 0, o] = Rounding(Math.Tanh(Rounding(sum)));
                }
            }

        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        // Through time: dsum[t] = (doutput[t] + W_hh^T dsum[t + 1]) * (1 - h[t]^2)
        Tensor dinput = input.ZerosLike();
        for (int n = 0; n < input.Samples; n++)
        {
            double[] later = new double[Units]; // dsum of the step behind
            for (int step = input.Height - 1; step >= 0; step--)
            {
                int t = Time(input, step);
                double[] dsum = new double[Units];
                for (int o = 0; o < Units; o++)
                {
                    double d = doutput[n, t, 0, o];
                    for (int k = 0; k < Units; k++) d += later[k] * _recurrentWeight.Value[k, o];
                    dsum[o] = Rounding(Rounding(d) * (1 - (output[n, t, 0, o] * output[n, t, 0, o])));
                    if (_inputBias is not null) _inputBias.Gradient[o] += dsum[o];
                    if (_recurrentBias is not null) _recurrentBias.Gradient[o] += dsum[o];
                    for (int i = 0; i < input.Channels; i++)
                    {
                        _inputWeight.Gradient[o, i] += dsum[o] * input[n, t, 0, i];
                        dinput[n, t, 0, i] += dsum[o] * _inputWeight.Value[o, i];
                    }

                    for (int k = 0; step > 0 && k < Units; k++) _recurrentWeight.Gradient[o, k] += dsum[o] * output[n, Time(input, step - 1), 0, k];
                }

                later = dsum;
            }
        }

        return dinput;
    }

    /// <summary>The place in the sequence of the step that is taken as number <paramref name="step"/>.</summary>
    private int Time(Tensor input, int step) => _isReversed ? input.Height - 1 - step : step;
}
