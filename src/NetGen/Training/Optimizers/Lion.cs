using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// Lion (Chen and others, 2023): p -= lr * sign(b1 * m + (1 - b1) * g), then m = b2 * m + (1 - b2) * g, one average where Adam has two; the parameter is first
/// multiplied by 1 - lr * weight decay. Every step has the size of the learning rate, so a good one is three to ten times smaller than AdamW's, and the
/// weight decay as much larger. PyTorch has no Lion; defaults are those of Keras.
/// </summary>
public sealed class Lion : Optimizer
{
    private readonly double _beta1 = 0.9;
    private readonly double _beta2 = 0.99;
    private readonly double _weightDecay;

    /// <summary>Lion with the given step size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative, NaN or infinite.</exception>
    public Lion(double learningRate = 1e-3)
        : base(learningRate)
    {
    }

    /// <summary>Share of the average in the direction of a step, from 0 to below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside this range.</exception>
    public double Beta1
    {
        get => _beta1;
        init => _beta1 = OptionGuard.Fraction(value);
    }

    /// <summary>Decay of the average per step, from 0 to below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside this range.</exception>
    public double Beta2
    {
        get => _beta2;
        init => _beta2 = OptionGuard.Fraction(value);
    }

    /// <summary>Share of the parameter that a step takes off, times the learning rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double WeightDecay
    {
        get => _weightDecay;
        init => _weightDecay = OptionGuard.NonNegativeFloat(value);
    }

    internal override IReadOnlyList<string> SlotNames => LionRule.SlotNames;

    /// <inheritdoc/>
    protected internal override UpdateScale UpdateScale => UpdateScale.Unit;

    internal override bool HasDecoupledDecay => true;

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, object Value)> Describe() => [(nameof(Beta1), Beta1), (nameof(Beta2), Beta2), (nameof(WeightDecay), WeightDecay)];

    internal override bool Update(in UpdateRange range) => UpdateLoop<LionRule>.Run(Prepare(range.Step), range);

    private LionRule Prepare(UpdateStep step) => new()
    {
        LearningRate = step.LearningRate,
        Beta1 = (float)Beta1,
        Intake1 = (float)(1 - Beta1),
        Beta2 = (float)Beta2,
        Intake2 = (float)(1 - Beta2),
        Shrinkage = (float)(1 - (step.LearningRate * step.WeightDecayOr(WeightDecay))),
    };
}

/// <summary>The arithmetic of <see cref="Lion"/>.</summary>
internal readonly record struct LionRule : IUpdateRule
{
    public static IReadOnlyList<string> SlotNames { get; } = ["exp_avg"];

    public static int Slots => 1;

    public float LearningRate { get; init; }

    public float Beta1 { get; init; }

    public float Intake1 { get; init; }

    public float Beta2 { get; init; }

    public float Intake2 { get; init; }

    public float Shrinkage { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Update<TVector>(TVector parameter, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IVector<TVector>
    {
        TVector direction = Sign.Of(TVector.MultiplyAdd(TVector.Broadcast(Beta1), first, gradient * TVector.Broadcast(Intake1)));
        first = TVector.MultiplyAdd(TVector.Broadcast(Beta2), first, gradient * TVector.Broadcast(Intake2));
        return TVector.MultiplyAdd(TVector.Broadcast(-LearningRate), direction, parameter * TVector.Broadcast(Shrinkage));
    }
}
