using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// Adamax (Kingma and Ba, 2015, section 7.1), as PyTorch's <c>torch.optim.Adamax</c>: m = b1 * m + (1 - b1) * g, u = max(b2 * u, |g| + epsilon),
/// and in step t p -= lr / (1 - b1^t) * m / u; weight decay d is added to the gradient as d * p.
/// </summary>
public sealed class Adamax : MomentOptimizer
{
    /// <summary>Adamax with the given step size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative, NaN or infinite.</exception>
    public Adamax(double learningRate = 2e-3)
        : base(learningRate)
    {
    }

    /// <inheritdoc/>
    protected internal override UpdateScale UpdateScale => UpdateScale.Unit;

    internal override IReadOnlyList<string> SlotNames => AdamaxRule.SlotNames;

    internal override bool Update(in UpdateRange range) => UpdateLoop<AdamaxRule>.Run(Prepare(range.Step), range);

    private AdamaxRule Prepare(UpdateStep step) => new()
    {
        Beta1 = (float)Beta1,
        Intake1 = (float)(1 - Beta1),
        Beta2 = (float)Beta2,
        Epsilon = (float)Epsilon,
        StepSize = (float)(step.LearningRate / (1 - Powers.Of(Beta1, step.Updates + 1))),
        WeightDecay = (float)step.WeightDecayOr(WeightDecay),
    };
}

/// <summary>The arithmetic of <see cref="Adamax"/>.</summary>
internal readonly record struct AdamaxRule : IUpdateRule
{
    public static IReadOnlyList<string> SlotNames { get; } = ["exp_avg", "exp_inf"];

    public static int Slots => 2;

    public float Beta1 { get; init; }

    public float Intake1 { get; init; }

    public float Beta2 { get; init; }

    public float Epsilon { get; init; }

    public float StepSize { get; init; }

    public float WeightDecay { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Update<TVector>(TVector parameter, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IVector<TVector>
    {
        gradient = TVector.MultiplyAdd(TVector.Broadcast(WeightDecay), parameter, gradient);
        first = TVector.MultiplyAdd(TVector.Broadcast(Beta1), first, gradient * TVector.Broadcast(Intake1));
        second = TVector.Max(TVector.Broadcast(Beta2) * second, TVector.Abs(gradient) + TVector.Broadcast(Epsilon));
        return TVector.MultiplyAdd(TVector.Broadcast(-StepSize), first / second, parameter);
    }
}
