using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// Resilient backpropagation (Riedmiller and Braun, 1993), as PyTorch's <c>torch.optim.Rprop</c>: each parameter has a step size s of its own, at first
/// the learning rate. Where the gradient keeps its sign, s = min(s * growth, largest step); where it changes it, s = max(s * shrinkage, smallest step) and the
/// gradient counts as zero; then p -= sign(g) * s. For full batches: the noise of small ones is taken for changes of sign. The learning rate
/// has no effect after the first update, nor has a schedule.
/// </summary>
public sealed class Rprop : Optimizer
{
    private readonly double _shrinkage = 0.5;
    private readonly double _growth = 1.2;
    private readonly double _smallestStep = 1e-6;
    private readonly double _largestStep = 50;

    /// <summary>Rprop whose steps begin with the given size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative, NaN or infinite.</exception>
    public Rprop(double learningRate = 1e-2)
        : base(learningRate)
    {
    }

    /// <summary>Factor of the step size where the gradient changes its sign, from 0 to below 1 (the first of PyTorch's <c>etas</c>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside this range.</exception>
    public double Shrinkage
    {
        get => _shrinkage;
        init => _shrinkage = OptionGuard.Fraction(value);
    }

    /// <summary>Factor of the step size where the gradient keeps its sign, above 1 (the second of PyTorch's <c>etas</c>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 1, or infinite.</exception>
    public double Growth
    {
        get => _growth;
        init => _growth = OptionGuard.AboveOne(value);
    }

    /// <summary>The least step size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double SmallestStep
    {
        get => _smallestStep;
        init => _smallestStep = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>The largest step size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or infinite.</exception>
    public double LargestStep
    {
        get => _largestStep;
        init => _largestStep = OptionGuard.PositiveFloat(value);
    }

    internal override IReadOnlyList<string> SlotNames => RpropRule.SlotNames;

    internal override bool HasWeightDecay => false;

    internal override void Validate(NetworkInfo info)
    {
        if (SmallestStep > LargestStep) throw new InvalidOperationException("Rprop's SmallestStep is above its LargestStep.");
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, object Value)> Describe() =>
        [(nameof(Shrinkage), Shrinkage), (nameof(Growth), Growth), (nameof(SmallestStep), SmallestStep), (nameof(LargestStep), LargestStep)];

    internal override void Begin(in UpdateRange range) => range.State.Slots[1].Span[range.First..range.End].Fill(range.Step.LearningRate);

    internal override bool Update(in UpdateRange range) => UpdateLoop<RpropRule>.Run(
        new() { Shrinkage = (float)Shrinkage, Growth = (float)Growth, SmallestStep = (float)SmallestStep, LargestStep = (float)LargestStep }, range);
}

/// <summary>The arithmetic of <see cref="Rprop"/>.</summary>
internal readonly record struct RpropRule : IUpdateRule
{
    public static IReadOnlyList<string> SlotNames { get; } = ["prev", "step_size"];

    public static int Slots => 2;

    public float Shrinkage { get; init; }

    public float Growth { get; init; }

    public float SmallestStep { get; init; }

    public float LargestStep { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Update<TVector>(TVector parameter, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IVector<TVector>
    {
        // The product of two small gradients would vanish: their signs are enough.
        TVector agreement = Sign.Of(gradient) * Sign.Of(first);
        TVector factor = Sign.Select(agreement, TVector.Broadcast(Growth), TVector.Broadcast(Shrinkage), TVector.Broadcast(1f));
        second = TVector.Min(TVector.Max(second * factor, TVector.Broadcast(SmallestStep)), TVector.Broadcast(LargestStep));
        first = TVector.Select(TVector.LessThan(agreement, TVector.Zero), TVector.Zero, gradient);
        return parameter - (Sign.Of(first) * second);
    }
}
