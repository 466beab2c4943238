namespace NetGen.Kernels.Tests.Reference;

/// <summary>What a recurrent layer may be told, whatever its cell.</summary>
/// <param name="Bias">Whether it has biases.</param>
/// <param name="IsReversed">Whether it runs from the last step to the first.</param>
internal sealed record RecurrenceOptions(bool Bias = true, bool IsReversed = false);

/// <summary>
/// A state that goes from step to step, with zeros in front of the first: what PyTorch's nn.RNN, nn.LSTM and nn.GRU have in common. Gates are sums of what the inputs
/// give, W_ih x[t] + b_ih, and of products of the state, W_hh h[t - 1] + b_hh; a kind of layer says what a step makes of both.
/// </summary>
internal abstract class Recurrence : SingleInputLayer
{
    private readonly RecurrenceOptions _options;
    private readonly ReferenceParameter _inputWeight;     // weight_ih_l0 [gates x units, features]
    private readonly ReferenceParameter _recurrentWeight; // weight_hh_l0 [gates x units, units]
    private readonly ReferenceParameter? _inputBias;      // bias_ih_l0 [gates x units]
    private readonly ReferenceParameter? _recurrentBias;  // bias_hh_l0 [gates x units]
    private Step[][] _steps = [];

    protected Recurrence(int features, int units, int gates, RecurrenceOptions options)
    {
        _options = options;
        Units = units;
        _inputWeight = new ReferenceParameter("weight_ih_l0", new Tensor(gates * units, features));
        _recurrentWeight = new ReferenceParameter("weight_hh_l0", new Tensor(gates * units, units));
        _inputBias = options.Bias ? new ReferenceParameter("bias_ih_l0", new Tensor(gates * units)) : null;
        _recurrentBias = options.Bias ? new ReferenceParameter("bias_hh_l0", new Tensor(gates * units)) : null;
        Parameters = [_inputWeight, _recurrentWeight, .. new[] { _inputBias, _recurrentBias }.OfType<ReferenceParameter>()];
    }

    protected int Units { get; }

    /// <summary>What a step is made of and has made.</summary>
    protected sealed record Step(double[] Given, double[] Products, double[] Before, double[] CellBefore)
    {
        public double[] Values { get; init; } = [];

        public double[] Cell { get; init; } = [];

        public double[] State { get; init; } = [];
    }

    /// <summary>Gradients of a step, by what it was made of.</summary>
    protected sealed record StepGradient(double[] Given, double[] Products, double[] Before, double[] CellBefore);

    /// <summary>The step with the values of its gates, its cell state and its state.</summary>
    protected abstract Step Take(Step step);

    /// <summary>The gradient of a step; that by the state before is without what comes through the products.</summary>
    protected abstract StepGradient TakeBack(Step step, double[] dstate, double[] dcell);

    protected static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    protected override Tensor Forward(Tensor input, bool training)
    {
        var output = new Tensor(input.Samples, input.Height, 1, Units);
        _steps = new Step[input.Samples][];
        for (int n = 0; n < input.Samples; n++)
        {
            _steps[n] = new Step[input.Height];
            (double[] state, double[] cell) = (new double[Units], new double[Units]);
            for (int step = 0; step < input.Height; step++)
            {
                int t = Time(input, step);
                double[] given = new double[_inputWeight.Value.Shape[0]];
                double[] products = new double[given.Length];
                for (int o = 0; o < given.Length; o++)
                {
                    (given[o], products[o]) = (_inputBias?.Value[o] ?? 0, _recurrentBias?.Value[o] ?? 0);
                    for (int i = 0; i < input.Channels; i++) given[o] += input[n, t, 0, i] * _inputWeight.Value[o, i];
                    for (int k = 0; k < Units; k++) products[o] += state[k] * _recurrentWeight.Value[o, k];
                    (given[o], products[o]) = (Rounding(given[o]), Rounding(products[o]));
                }

                _steps[n][step] = Take(new Step(given, products, state, cell));
                (state, cell) = (_steps[n][step].State, _steps[n][step].Cell);
                for (int o = 0; o < Units; o++) output[n, t, 0, o] = state[o];
            }
        }

        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dinput = input.ZerosLike();
        for (int n = 0; n < input.Samples; n++)
        {
            (double[] dlater, double[] dcell) = (new double[Units], new double[Units]);
            for (int step = input.Height - 1; step >= 0; step--)
            {
                int t = Time(input, step);
                double[] dstate = [.. Enumerable.Range(0, Units).Select(o => Rounding(dlater[o] + doutput[n, t, 0, o]))];
                StepGradient d = TakeBack(_steps[n][step], dstate, dcell);
                double[] dbefore = [.. d.Before];
                for (int o = 0; o < d.Given.Length; o++)
                {
                    (double dgiven, double dproduct) = (Rounding(d.Given[o]), Rounding(d.Products[o]));
                    if (_inputBias is not null) _inputBias.Gradient[o] += dgiven;
                    if (_recurrentBias is not null) _recurrentBias.Gradient[o] += dproduct;
                    for (int i = 0; i < input.Channels; i++)
                    {
                        _inputWeight.Gradient[o, i] += dgiven * input[n, t, 0, i];
                        dinput[n, t, 0, i] += dgiven * _inputWeight.Value[o, i];
                    }

                    for (int k = 0; k < Units; k++)
                    {
                        _recurrentWeight.Gradient[o, k] += dproduct * _steps[n][step].Before[k];
                        dbefore[k] += dproduct * _recurrentWeight.Value[o, k];
                    }
                }

                (dlater, dcell) = (dbefore, [.. d.CellBefore.Select(Rounding)]);
            }
        }

        return dinput;
    }

    /// <summary>The place in the sequence of the step that is taken as number <paramref name="step"/>.</summary>
    private int Time(Tensor input, int step) => _options.IsReversed ? input.Height - 1 - step : step;
}
