using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// FTRL-proximal, "follow the regularised leader" (McMahan and others, 2013), as <c>keras.optimizers.Ftrl</c>: with n' = n + g^2,
/// z += g + 2 * shrinkage * p - (sqrt(n') - sqrt(n)) / lr * p, and p = 0 where |z| is L1 or less, else
/// p = (sign(z) * L1 - z) / ((beta + sqrt(n')) / lr + 2 * L2). A parameter follows from all gradients so far and not from its last value: what it was
/// initialised to is soon forgotten. So it is for networks of one layer, with many inputs of which few matter, and not for deep ones. PyTorch has
/// no FTRL; defaults are those of Keras, and the power of n is the article's square root.
///</summary>
public sealed class Ftrl : Optimizer
{
    private readonly double _initialAccumulator = 0.1;
    private readonly double _l1;
    private readonly double _l2;
    private readonly double _l2Shrinkage;
    private readonly double _beta;

    /// <summary>FTRL with the given step size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative, NaN or infinite.</exception>
    public Ftrl(double learningRate = 1e-3)
        : base(learningRate)
    {
    }

    /// <summary>What n begins with.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double InitialAccumulator
    {
        get => _initialAccumulator;
        init => _initialAccumulator = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>Strength of the L1 penalty, which sets parameters to zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double L1
    {
        get => _l1;
        init => _l1 = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>Strength of the L2 penalty that keeps parameters near zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double L2
    {
        get => _l2;
        init => _l2 = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>Strength of an L2 penalty that is added to the gradient, as a weight decay is elsewhere.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double L2Shrinkage
    {
        get => _l2Shrinkage;
        init => _l2Shrinkage = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>Added to the root of n, as in the article.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double Beta
    {
        get => _beta;
        init => _beta = OptionGuard.NonNegativeFloat(value);
    }

    internal override IReadOnlyList<string> SlotNames => FtrlRule.SlotNames;

    internal override bool HasWeightDecay => false;

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, object Value)> Describe() =>
        [(nameof(InitialAccumulator), InitialAccumulator), (nameof(L1), L1), (nameof(L2), L2), (nameof(L2Shrinkage), L2Shrinkage), (nameof(Beta), Beta)];

    internal override void Begin(in UpdateRange range) => range.State.Slots[0].Span[range.First..range.End].Fill((float)InitialAccumulator);

    internal override bool Update(in UpdateRange range) => UpdateLoop<FtrlRule>.Run(Prepare(range.Step), range);

    private FtrlRule Prepare(UpdateStep step) => new()
    {
        LearningRate = step.LearningRate,
        L1 = (float)L1,
        Stiffness = (float)(Beta + (2 * L2 * step.LearningRate)),
        Penalty = (float)(2 * L2Shrinkage),
    };
}

/// <summary>The arithmetic of <see cref="Ftrl"/>, with z and all that it is divided by multiplied by the learning rate where that saves a division.</summary>
internal readonly record struct FtrlRule : IUpdateRule
{
    /// <summary>Where the divisor would be zero, so is what it divides.</summary>
    private const float Least = 1e-30f;

    public static IReadOnlyList<string> SlotNames { get; } = ["accumulator", "linear"];

    public static int Slots => 2;

    public float LearningRate { get; init; }

    public float L1 { get; init; }

    /// <summary>What is added to the root of n: beta + 2 * L2 * lr.</summary>
    public float Stiffness { get; init; }

    /// <summary>Factor of the parameter added to its gradient.</summary>
    public float Penalty { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Update<TVector>(TVector parameter, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IVector<TVector>
    {
        // A rate of zero leaves everything as it is.
        if (LearningRate == 0) return parameter;
        TVector before = TVector.Sqrt(first);
        first = TVector.MultiplyAdd(gradient, gradient, first);
        TVector root = TVector.Sqrt(first);
        TVector penalized = TVector.MultiplyAdd(TVector.Broadcast(Penalty), parameter, gradient);
        second += penalized - ((root - before) / TVector.Broadcast(LearningRate) * parameter);
        TVector limit = TVector.Broadcast(L1);
        TVector within = TVector.Max(TVector.Min(second, limit), TVector.Zero - limit); // without a limit +0: a zero keeps its sign
        TVector divisor = TVector.Max(root + TVector.Broadcast(Stiffness), TVector.Broadcast(Least));
        return (within - second) * TVector.Broadcast(LearningRate) / divisor;
    }
}
