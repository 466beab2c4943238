using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// Muon (Jordan and others, 2024), as PyTorch's <c>torch.optim.Muon</c>: of a matrix [out, in] m = momentum * m + (1 - momentum) * g, with Nesterov
/// n = momentum * m + (1 - momentum) * g, else n = m; o is n made orthogonal (<see cref="NewtonSchulzSteps"/>), and p -= lr * sqrt(max(1, out / in)) * o; the
/// parameter is first multiplied by 1 - lr * weight decay. A convolution's weights are the matrix [out, in * rows * columns]. PyTorch takes matrices alone; here
/// vectors follow AdamW with the rate lr * <see cref="AdamRateFactor"/>, and so does what <see cref="Exclude"/> names: embeddings and the last layer as a rule.
/// The iteration is computed in single precision, PyTorch's in bfloat16. On a matrix of m x n with m below n a step costs some 5 * (2 m^2 n + m^3) multiply-adds.
/// </summary>
public sealed class Muon : Optimizer
{
    private readonly double _momentum = 0.95;
    private readonly double _weightDecay = 0.1;
    private readonly double _epsilon = 1e-7;
    private readonly int _newtonSchulzSteps = 5;
    private readonly double _adamRateFactor = 1;
    private readonly double _adamBeta1 = 0.9;
    private readonly double _adamBeta2 = 0.999;
    private readonly double _adamEpsilon = 1e-8;
    private readonly IReadOnlyList<string> _exclude = [];

    /// <summary>Muon with the given step size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative, NaN or infinite.</exception>
    public Muon(double learningRate = 1e-3)
        : base(learningRate)
    {
    }

    /// <summary>Decay of the average of gradients, from 0 to below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside this range.</exception>
    public double Momentum
    {
        get => _momentum;
        init => _momentum = OptionGuard.Fraction(value);
    }

    /// <summary>Whether momentum looks ahead (Nesterov).</summary>
    public bool Nesterov { get; init; } = true;

    /// <summary>Share of the parameter that a step takes off, times the learning rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double WeightDecay
    {
        get => _weightDecay;
        init => _weightDecay = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>Least norm of a matrix that it is divided by; positive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or infinite.</exception>
    public double Epsilon
    {
        get => _epsilon;
        init => _epsilon = OptionGuard.PositiveFloat(value);
    }

    /// <summary>Rounds of the Newton-Schulz iteration that makes a matrix orthogonal.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int NewtonSchulzSteps
    {
        get => _newtonSchulzSteps;
        init => _newtonSchulzSteps = OptionGuard.AtLeast(value, 1);
    }

    /// <summary>
    /// Whether steps of matrices are multiplied by 0.2 * sqrt(max(out, in)) in the place of sqrt(max(1, out / in)), which makes them as long as AdamW's, so that its
    /// rates fit (PyTorch's <c>adjust_lr_fn="match_rms_adamw"</c>).
    /// </summary>
    public bool MatchAdamW { get; init; }

    /// <summary>Patterns of parameters that follow AdamW although they are matrices: <c>embedding1.*</c>, <c>dense3.weight</c>.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<string> Exclude
    {
        get => _exclude;
        init => _exclude = OptionGuard.NotNull(value);
    }

    /// <summary>Factor of the learning rate for what follows AdamW.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double AdamRateFactor
    {
        get => _adamRateFactor;
        init => _adamRateFactor = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>AdamW's decay of the first moment, from 0 to below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside this range.</exception>
    public double AdamBeta1
    {
        get => _adamBeta1;
        init => _adamBeta1 = OptionGuard.Fraction(value);
    }

    /// <summary>AdamW's decay of the second moment, from 0 to below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside this range.</exception>
    public double AdamBeta2
    {
        get => _adamBeta2;
        init => _adamBeta2 = OptionGuard.Fraction(value);
    }

    /// <summary>AdamW's epsilon; positive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or infinite.</exception>
    public double AdamEpsilon
    {
        get => _adamEpsilon;
        init => _adamEpsilon = OptionGuard.PositiveFloat(value);
    }

    /// <summary>The momentum of matrices stands in the first, in which AdamW has its first moment.</summary>
    internal override IReadOnlyList<string> SlotNames => AdamRule.SlotNames;

    internal override bool IsByTensor => true;

    internal override bool HasDecoupledDecay => true;

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, object Value)> Describe() =>
    [
        (nameof(Momentum), Momentum), (nameof(Nesterov), Nesterov), (nameof(WeightDecay), WeightDecay), (nameof(Epsilon), Epsilon),
        (nameof(NewtonSchulzSteps), NewtonSchulzSteps), (nameof(MatchAdamW), MatchAdamW), (nameof(Exclude), string.Join(' ', Exclude)),
        (nameof(AdamRateFactor), AdamRateFactor), (nameof(AdamBeta1), AdamBeta1), (nameof(AdamBeta2), AdamBeta2), (nameof(AdamEpsilon), AdamEpsilon),
    ];

    internal override void Validate(NetworkInfo info)
    {
        foreach (string pattern in Exclude) NamePattern.RequireMatch(info, pattern, "Muon's Exclude");
    }

    internal override int ScratchSize(ParameterInfo parameter) => IsMatrix(parameter) ? parameter.Count + parameter.Layout.PackedSize + IterationOf(parameter).ScratchSize : 0;

    internal override long WorkOf(ParameterInfo parameter) => base.WorkOf(parameter) + (IsMatrix(parameter) ? IterationOf(parameter).WorkOf(NewtonSchulzSteps) : 0);

    internal override bool Update(in UpdateRange range) => IsMatrix(range.Parameter!) ? UpdateMatrix(range) : UpdateLoop<AdamRule>.Run(PrepareAdam(range.Step), range);

    private static NewtonSchulz IterationOf(ParameterInfo parameter) => new(parameter.Shape[0], parameter.Count / parameter.Shape[0]);

    private AdamRule PrepareAdam(UpdateStep step) =>
        AdamRule.For(step with { LearningRate = (float)(step.LearningRate * AdamRateFactor) }, AdamBeta1, AdamBeta2, AdamEpsilon, WeightDecay, isDecoupled: true);

    private bool IsMatrix(ParameterInfo parameter)
    {
        // The lengths of normalised weights are numbers side by side, whatever shape files give them.
        if (parameter.Shape.Count < 2 || parameter.Name.EndsWith(".weight_g", StringComparison.Ordinal)) return false;
        for (int i = 0; i < Exclude.Count; i++)
        {
            if (NamePattern.Matches(Exclude[i], parameter.Name)) return false;
        }

        return true;
    }

    private bool UpdateMatrix(in UpdateRange range)
    {
        ParameterInfo parameter = range.Parameter!;
        ParameterLayout layout = parameter.Layout with { Offset = 0 };
        Span<float> matrix = range.Scratch[..parameter.Count];
        Span<float> packed = range.Scratch.Slice(parameter.Count, layout.PackedSize);
        Span<float> rest = range.Scratch[(parameter.Count + layout.PackedSize)..];
        Span<float> momentum = range.PackedSlot(0);
        Average(range, momentum, packed);
        layout.Unpack(packed, matrix);
        IterationOf(parameter).Run(matrix, NewtonSchulzSteps, Epsilon, rest);
        packed.Clear();
        layout.Pack(matrix, packed);

        double outputs = parameter.Shape[0];
        double inputs = parameter.Count / outputs;
        double length = MatchAdamW ? 0.2 * Math.Sqrt(Math.Max(outputs, inputs)) : Math.Sqrt(Math.Max(1, outputs / inputs));
        float shrinkage = (float)(1 - (range.Step.LearningRate * range.Step.WeightDecayOr(WeightDecay)));
        TensorMath.Combine(shrinkage, range.PackedParameter, (float)(-range.Step.LearningRate * length), packed);
        return double.IsFinite(TensorMath.SumOfSquares(range.PackedParameter) + TensorMath.SumOfSquares(momentum));
    }

    /// <summary>Takes the gradient into the momentum, and gives the direction that is to be made orthogonal.</summary>
    private void Average(in UpdateRange range, Span<float> momentum, Span<float> direction)
    {
        range.PackedGradient.CopyTo(direction);
        range.Scale.Apply(direction);
        float intake = (float)(1 - Momentum);
        TensorMath.Combine((float)Momentum, momentum, intake, direction);
        if (Nesterov) TensorMath.Combine(intake, direction, (float)Momentum, momentum);
        else momentum.CopyTo(direction);
    }
}
