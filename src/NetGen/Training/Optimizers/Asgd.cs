using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// Averaged gradient descent (Polyak and Juditsky, 1992), as PyTorch's <c>torch.optim.ASGD</c>: after t updates eta = lr / (1 + lambda * lr * t)^alpha,
/// p = (1 - lambda * eta) * p - eta * g, and the average a = p, from t0 + 1 updates on a += (p - a) / (t - t0). Weight decay d is added to the gradient as
/// d * p. <see cref="Trainer{TNetwork}.AverageInto"/> gives the network of the average.
/// </summary>
public sealed class Asgd : Optimizer
{
    private readonly double _lambda = 1e-4;
    private readonly double _alpha = 0.75;
    private readonly double _averageFrom = 1e6;
    private readonly double _weightDecay;

    /// <summary>Averaged gradient descent with the given step size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative, NaN or infinite.</exception>
    public Asgd(double learningRate = 1e-2)
        : base(learningRate)
    {
    }

    /// <summary>Decay of the parameters and of the step size (PyTorch's <c>lambd</c>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double Lambda
    {
        get => _lambda;
        init => _lambda = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>Power with which the step size falls.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double Alpha
    {
        get => _alpha;
        init => _alpha = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>Updates after which averaging begins (PyTorch's <c>t0</c>); until then the average is the parameter itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double AverageFrom
    {
        get => _averageFrom;
        init => _averageFrom = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>Factor of the parameter that is added to its gradient (L2 penalty).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double WeightDecay
    {
        get => _weightDecay;
        init => _weightDecay = OptionGuard.NonNegativeFloat(value);
    }

    internal override IReadOnlyList<string> SlotNames => AsgdRule.SlotNames;

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, object Value)> Describe() =>
        [(nameof(Lambda), Lambda), (nameof(Alpha), Alpha), (nameof(AverageFrom), AverageFrom), (nameof(WeightDecay), WeightDecay)];

    internal override bool HasAverage => true;

    internal override void Average(ReadOnlySpan<float> parameters, OptimizerState state, Span<float> average) => state.Slots[0].Span.CopyTo(average);

    /// <summary>A parameter that never moves is its own average.</summary>
    internal override void Begin(in UpdateRange range) => range.CopyParametersTo(0);

    internal override bool Update(in UpdateRange range) => UpdateLoop<AsgdRule>.Run(Prepare(range.Step), range);

    private AsgdRule Prepare(UpdateStep step)
    {
        double size = step.LearningRate / Math.Pow(1 + (Lambda * step.LearningRate * step.Updates), Alpha);
        return new()
        {
            StepSize = (float)size,
            Shrinkage = (float)(1 - (Lambda * size)),
            Intake = (float)(1 / Math.Max(1, step.Updates - AverageFrom)),
            WeightDecay = (float)step.WeightDecayOr(WeightDecay),
        };
    }
}

/// <summary>The arithmetic of <see cref="Asgd"/>.</summary>
internal readonly record struct AsgdRule : IUpdateRule
{
    public static IReadOnlyList<string> SlotNames { get; } = ["ax"];

    public static int Slots => 1;

    public float StepSize { get; init; }

    public float Shrinkage { get; init; }

    /// <summary>Share of the new parameter in the average.</summary>
    public float Intake { get; init; }

    public float WeightDecay { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Update<TVector>(TVector parameter, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IVector<TVector>
    {
        gradient = TVector.MultiplyAdd(TVector.Broadcast(WeightDecay), parameter, gradient);
        parameter = TVector.MultiplyAdd(TVector.Broadcast(-StepSize), gradient, parameter * TVector.Broadcast(Shrinkage));
        first = Intake == 1 ? parameter : TVector.MultiplyAdd(TVector.Broadcast(Intake), parameter - first, first);
        return parameter;
    }
}
