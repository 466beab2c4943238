using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// Schedule-free AdamW ("The road less scheduled", Defazio and others, 2024), which needs no learning rate that falls: in step t
/// v = b2 * v + (1 - b2) * g^2, z -= lr * (g / (sqrt(v / (1 - b2^t)) + epsilon) + weight decay * y), x += (z - x) / t, and y = (1 - b1) * z + b1 * x. The network
/// trains at y, and <see cref="Trainer{TNetwork}.AverageInto"/> gives x, the average that is to be used; x is not kept but follows from y and z. PyTorch has
/// none; defaults and the weight 1 / t are those of <c>keras.optimizers.ScheduleFreeAdamW</c>, the weight decay is the article's.
/// </summary>
public sealed class ScheduleFreeAdamW : MomentOptimizer
{
    private readonly int _warmupSteps;

    /// <summary>Schedule-free AdamW with the given step size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative, NaN or infinite.</exception>
    public ScheduleFreeAdamW(double learningRate = 2.5e-3)
        : base(learningRate)
    {
    }

    /// <summary>Steps over which the learning rate rises to its value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int WarmupSteps
    {
        get => _warmupSteps;
        init => _warmupSteps = OptionGuard.AtLeast(value, 0);
    }

    internal override IReadOnlyList<string> SlotNames => ScheduleFreeRule.SlotNames;

    internal override void Validate(NetworkInfo info)
    {
        if (Beta1 == 0) throw new InvalidOperationException("ScheduleFreeAdamW needs a Beta1 above 0: it is the average's share in the weights that are trained.");
    }

    /// <inheritdoc/>
    protected internal override UpdateScale UpdateScale => UpdateScale.Unit;

    internal override bool HasDecoupledDecay => true;

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, object Value)> Describe() => [.. base.Describe(), (nameof(WarmupSteps), WarmupSteps)];

    internal override bool HasAverage => true;

    internal override void Begin(in UpdateRange range) => range.CopyParametersTo(0);

    internal override void Average(ReadOnlySpan<float> parameters, OptimizerState state, Span<float> average)
    {
        ReadOnlySpan<float> momentum = state.Slots[0].Span;
        ScheduleFreeRule rule = Prepare(new UpdateStep(state.Updates, Rate));
        for (int i = 0; i < average.Length; i++)
        {
            average[i] = SimdScalar.Sum(rule.Average(SimdScalar.Broadcast(parameters[i]), SimdScalar.Broadcast(momentum[i])));
        }
    }

    internal override bool Update(in UpdateRange range) => UpdateLoop<ScheduleFreeRule>.Run(Prepare(range.Step), range);

    private ScheduleFreeRule Prepare(UpdateStep step)
    {
        long count = step.Updates + 1;
        double rate = step.LearningRate * (count < WarmupSteps ? (double)count / WarmupSteps : 1);
        return new()
        {
            LearningRate = (float)rate,
            Beta1 = (float)Beta1,
            Rest1 = (float)(1 - Beta1),
            PerBeta1 = (float)(1 / Beta1),
            Beta2 = (float)Beta2,
            Intake2 = (float)(1 - Beta2),
            Epsilon = (float)Epsilon,
            SecondMomentScale = (float)(1 / Math.Sqrt(1 - Powers.Of(Beta2, count))),
            WeightDecay = (float)step.WeightDecayOr(WeightDecay),
            Intake = (float)(1.0 / count),
        };
    }
}

/// <summary>The arithmetic of <see cref="ScheduleFreeAdamW"/>.</summary>
internal readonly record struct ScheduleFreeRule : IUpdateRule
{
    public static IReadOnlyList<string> SlotNames { get; } = ["z", "exp_avg_sq"];

    public static int Slots => 2;

    public float LearningRate { get; init; }

    public float Beta1 { get; init; }

    public float Rest1 { get; init; }

    public float PerBeta1 { get; init; }

    public float Beta2 { get; init; }

    public float Intake2 { get; init; }

    public float Epsilon { get; init; }

    public float SecondMomentScale { get; init; }

    public float WeightDecay { get; init; }

    /// <summary>Share of z in the average.</summary>
    public float Intake { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Update<TVector>(TVector parameter, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IVector<TVector>
    {
        TVector average = Average(parameter, first);
        second = TVector.MultiplyAdd(TVector.Broadcast(Beta2), second, gradient * gradient * TVector.Broadcast(Intake2));
        TVector size = TVector.MultiplyAdd(TVector.Sqrt(second), TVector.Broadcast(SecondMomentScale), TVector.Broadcast(Epsilon));
        TVector direction = TVector.MultiplyAdd(TVector.Broadcast(WeightDecay), parameter, gradient / size);
        first = TVector.MultiplyAdd(TVector.Broadcast(-LearningRate), direction, first);
        average = TVector.MultiplyAdd(TVector.Broadcast(Intake), first - average, average);
        return TVector.MultiplyAdd(TVector.Broadcast(Beta1), average, first * TVector.Broadcast(Rest1));
    }

    /// <summary>x from y and z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Average<TVector>(TVector parameter, TVector momentum)
        where TVector : struct, IVector<TVector> =>
        (parameter - (momentum * TVector.Broadcast(Rest1))) * TVector.Broadcast(PerBeta1);
}
