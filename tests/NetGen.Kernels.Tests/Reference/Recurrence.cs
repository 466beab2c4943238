namespace NetGen.Kernels.Tests.Reference;

/// <summary>What a recurrent layer may be told, whatever its cell.</summary>
/// <param name="Bias">Whether it has biases.</param>
/// <param name="IsReversed">Whether it runs from the last step to the first.</param>
/// <param name="IsBidirectional">Whether a second one runs the other way, whose states stand behind those of the first.</param>
/// <param name="GivesLast">Whether only the state behind the last step that is taken is given.</param>
/// <param name="Dropout">The share of the state that is dropped in training before it meets the weights.</param>
/// <param name="ResetsEarly">Whether a gated recurrent unit resets the state before it meets the weights.</param>
/// <param name="IsRectified">Whether a simple recurrent layer has a ReLU in place of tanh.</param>
internal sealed record RecurrenceOptions(bool Bias = true, bool IsReversed = false, bool IsBidirectional = false, bool GivesLast = false, bool IsRectified = false, bool ResetsEarly = false, double Dropout = 0)
{
    /// <summary>Whether the state in front of the first step is a parameter.</summary>
    public bool LearnsStart { get; init; }

    /// <summary>The layer that gives it, and that of the cell state; null for zeros.</summary>
    public string? State { get; init; }

    /// <inheritdoc cref="State"/>
    public string? Cell { get; init; }

    /// <summary>Gives what stays of each sample's state, for a shape and a direction: 1 or 0.</summary>
    public Func<int[], int, Tensor>? DrawMask { get; init; }
}

/// <summary>
/// A state that goes from step to step, with zeros, parameters or what is given in front of the first: what PyTorch's nn.RNN, nn.LSTM and nn.GRU have in common. Gates are sums of what the inputs
/// give, W_ih x[t] + b_ih, and of products of the state, W_hh h[t - 1] + b_hh; a kind of layer says what a step makes of both.
/// </summary>
internal abstract class Recurrence : ReferenceLayer
{
    private readonly RecurrenceOptions _options;
    private readonly Direction[] _directions;

    protected Recurrence(int features, int units, int gates, RecurrenceOptions options, bool hasCell = false)
    {
        _options = options;
        Units = units;
        _directions = options.IsBidirectional
            ? [New("", false), New("_reverse", true)]
            : [New("", options.IsReversed)];
        Parameters = [.. _directions.SelectMany(direction => direction.Parameters)];

        Direction New(string suffix, bool isReversed) => new(suffix, isReversed, features, units, gates, options.Bias)
        {
            State = options.LearnsStart ? new ReferenceParameter("h_0" + suffix, new Tensor(units)) : null,
            Cell = options.LearnsStart && hasCell ? new ReferenceParameter("c_0" + suffix, new Tensor(units)) : null,
        };
    }

    protected int Units { get; }

    /// <summary>What a step is made of and has made.</summary>
    /// <param name="Given">What the inputs give to each gate.</param>
    /// <param name="Products">What the state does.</param>
    /// <param name="Before">The state before.</param>
    /// <param name="CellBefore">The cell state before.</param>
    /// <param name="Weight">W_hh.</param>
    protected sealed record Step(double[] Given, double[] Products, double[] Before, double[] CellBefore, Tensor Weight)
    {
        /// <summary>What late gates multiply in place of the state before.</summary>
        public double[] Gated { get; init; } = [];

        public double[] Values { get; init; } = [];

        public double[] Cell { get; init; } = [];

        public double[] State { get; init; } = [];
    }

    /// <summary>Gradients of a step, by what it was made of.</summary>
    protected sealed record StepGradient(double[] Given, double[] Products, double[] Before, double[] CellBefore);

    /// <summary>The first row of W_hh that does not multiply the state before; a kind of layer that has such looks after their products itself.</summary>
    protected virtual int FirstLateRow => int.MaxValue;

    /// <summary>The step with the values of its gates, its cell state and its state.</summary>
    protected abstract Step Take(Step step);

    /// <summary>The gradient of a step; that by the state before is without what comes through the products.</summary>
    protected abstract StepGradient TakeBack(Step step, double[] dstate, double[] dcell);

    protected static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public override Tensor Forward(IReadOnlyList<Tensor> inputs, bool training)
    {
        Tensor input = inputs[0];
        var output = new Tensor(input.Samples, _options.GivesLast ? 1 : input.Height, 1, _directions.Length * Units);
        for (int d = 0; d < _directions.Length; d++) Forward(_directions[d], inputs, output, d * Units, Mask(d, input, training));
        return output;
    }

    public override IReadOnlyList<Tensor> Backward(IReadOnlyList<Tensor> inputs, Tensor output, Tensor doutput)
    {
        Tensor[] dinputs = [.. inputs.Select(input => input.ZerosLike())];
        for (int d = 0; d < _directions.Length; d++) Backward(_directions[d], inputs[0], doutput, d * Units, dinputs);
        return dinputs;
    }

    /// <summary>What is in front of the first step: a parameter, a direction's part of a further input, or zeros.</summary>
    private double[] StartOf(ReferenceParameter? learned, IReadOnlyList<Tensor> inputs, int index, int sample, int first)
        => [.. Enumerable.Range(0, Units).Select(o => learned is not null ? learned.Value[o] : inputs.Count > index ? inputs[index][sample, 0, 0, first + o] : 0)];

    private void AddStart(ReferenceParameter? learned, Tensor[] dinputs, int index, int sample, int first, double[] gradient)
    {
        for (int o = 0; o < Units; o++)
        {
            if (learned is not null) learned.Gradient[o] += gradient[o];
            else if (dinputs.Length > index) dinputs[index][sample, 0, 0, first + o] += gradient[o];
        }
    }

    private void Forward(Direction own, IReadOnlyList<Tensor> inputs, Tensor output, int first, Tensor? mask)
    {
        Tensor input = inputs[0];
        own.Mask = mask;
        own.Steps = new Step[input.Samples][];
        for (int n = 0; n < input.Samples; n++)
        {
            own.Steps[n] = new Step[input.Height];
            (double[] state, double[] cell) = (StartOf(own.State, inputs, 1, n, first), StartOf(own.Cell, inputs, 2, n, first));
            for (int step = 0; step < input.Height; step++)
            {
                int t = own.Time(input, step);
                double[] given = new double[own.InputWeight.Value.Shape[0]];
                double[] products = new double[given.Length];
                for (int o = 0; o < given.Length; o++)
                {
                    (given[o], products[o]) = (own.InputBias?.Value[o] ?? 0, own.RecurrentBias?.Value[o] ?? 0);
                    for (int i = 0; i < input.Channels; i++) given[o] += input[n, t, 0, i] * own.InputWeight.Value[o, i];
                    for (int k = 0; k < Units && o < FirstLateRow; k++) products[o] += state[k] * own.Left(n, k) * own.RecurrentWeight.Value[o, k];
                    (given[o], products[o]) = (Rounding(given[o]), Rounding(products[o]));
                }

                own.Steps[n][step] = Take(new Step(given, products, state, cell, own.RecurrentWeight.Value));
                (state, cell) = (own.Steps[n][step].State, own.Steps[n][step].Cell);
                if (_options.GivesLast && step < input.Height - 1) continue;
                for (int o = 0; o < Units; o++) output[n, _options.GivesLast ? 0 : t, 0, first + o] = state[o];
            }
        }
    }

    /// <summary>What is left of each unit's state, 1 / (1 - rate) times; null for all of it.</summary>
    private Tensor? Mask(int direction, Tensor input, bool training)
    {
        if (!training || _options.Dropout == 0) return null;
        Tensor drawn = _options.DrawMask!([FirstSample + input.Samples, 1, 1, Units], direction);
        var mask = new Tensor(input.Samples, 1, 1, Units);
        Array.Copy(drawn.Values, FirstSample * Units, mask.Values, 0, mask.Values.Length);
        for (int i = 0; i < mask.Values.Length; i++) mask.Values[i] /= 1 - _options.Dropout;
        return mask;
    }

    private void Backward(Direction own, Tensor input, Tensor doutput, int first, Tensor[] dinputs)
    {
        for (int n = 0; n < input.Samples; n++)
        {
            (double[] dlater, double[] dcell) = (new double[Units], new double[Units]);
            for (int step = input.Height - 1; step >= 0; step--)
            {
                int t = own.Time(input, step);
                bool isGiven = !_options.GivesLast || step == input.Height - 1;
                double Above(int o) => isGiven ? doutput[n, _options.GivesLast ? 0 : t, 0, first + o] : 0;
                double[] dstate = [.. Enumerable.Range(0, Units).Select(o => Rounding(dlater[o] + Above(o)))];
                StepGradient d = TakeBack(own.Steps[n][step], dstate, dcell);
                double[] dbefore = [.. d.Before];
                for (int o = 0; o < d.Given.Length; o++)
                {
                    (double dgiven, double dproduct) = (Rounding(d.Given[o]), Rounding(d.Products[o]));
                    if (own.InputBias is not null) own.InputBias.Gradient[o] += dgiven;
                    if (own.RecurrentBias is not null) own.RecurrentBias.Gradient[o] += dproduct;
                    for (int i = 0; i < input.Channels; i++)
                    {
                        own.InputWeight.Gradient[o, i] += dgiven * input[n, t, 0, i];
                        dinputs[0][n, t, 0, i] += dgiven * own.InputWeight.Value[o, i];
                    }

                    bool isLate = o >= FirstLateRow;
                    for (int k = 0; k < Units; k++)
                    {
                        own.RecurrentWeight.Gradient[o, k] += dproduct * (isLate ? own.Steps[n][step].Gated[k] : own.Steps[n][step].Before[k] * own.Left(n, k));
                        if (!isLate) dbefore[k] += dproduct * own.Left(n, k) * own.RecurrentWeight.Value[o, k];
                    }
                }

                (dlater, dcell) = (dbefore, [.. d.CellBefore.Select(Rounding)]);
            }

            AddStart(own.State, dinputs, 1, n, first, dlater);
            AddStart(own.Cell, dinputs, 2, n, first, dcell);
        }
    }

    /// <summary>The parameters of one direction, and the steps that it has taken.</summary>
    private sealed class Direction(string suffix, bool isReversed, int features, int units, int gates, bool bias)
    {
        public ReferenceParameter InputWeight { get; } = new("weight_ih_l0" + suffix, new Tensor(gates * units, features));

        public ReferenceParameter RecurrentWeight { get; } = new("weight_hh_l0" + suffix, new Tensor(gates * units, units));

        public ReferenceParameter? InputBias { get; } = bias ? new("bias_ih_l0" + suffix, new Tensor(gates * units)) : null;

        public ReferenceParameter? RecurrentBias { get; } = bias ? new("bias_hh_l0" + suffix, new Tensor(gates * units)) : null;

        /// <summary>What is in front of the first step.</summary>
        public ReferenceParameter? State { get; init; }

        public ReferenceParameter? Cell { get; init; }

        public IEnumerable<ReferenceParameter> Parameters => new[] { InputWeight, RecurrentWeight, InputBias, RecurrentBias, State, Cell }.OfType<ReferenceParameter>();

        /// <summary>Of the last pass.</summary>
        public Tensor? Mask { get; set; }

        public double Left(int sample, int unit) => Mask?[sample, 0, 0, unit] ?? 1;

        /// <summary>By sample, in the order in which they were taken.</summary>
        public Step[][] Steps { get; set; } = [];

        /// <summary>The place in the sequence of the step that is taken as number <paramref name="step"/>.</summary>
        public int Time(Tensor input, int step) => isReversed ? input.Height - 1 - step : step;
    }
}
