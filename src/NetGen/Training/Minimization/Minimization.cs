using NetGen.Data;

namespace NetGen;

/// <summary>Trains networks on all samples together.</summary>
public static class Minimization
{
    /// <summary>Minimises the mean loss of all samples, from the network's parameters on, which become those of the last iteration.</summary>
    /// <remarks>Running statistics of a normalisation follow every evaluation, as in PyTorch.</remarks>
    /// <param name="network">The network.</param>
    /// <param name="samples">All samples, with weights where they count differently.</param>
    /// <param name="method">How to go about it; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// There are no samples, or they do not fit the network; or a part of them would be too small for a normalisation. Nothing has changed.
    /// </exception>
    /// <exception cref="InvalidOperationException">Loss or gradient is not finite to begin with. No parameter has changed.</exception>
    /// <exception cref="OperationCanceledException">The token of the method was cancelled. The network is as after the last iteration.</exception>
    public static MinimizationReport Minimize<TNetwork>(this TNetwork network, Dataset samples, Lbfgs? method = null)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        method ??= new Lbfgs();
        FitSamples.RequireUsable<TNetwork>(samples, validation: null, new FitOptions { BatchSize = method.BatchSize ?? Math.Max(1, samples.Count) });
        using var loss = new FullLoss<TNetwork>(network, samples, method);
        return new LbfgsRun(loss, method).Run();
    }
}

/// <summary>What became of a minimisation. <see cref="ToString"/> says it in a line.</summary>
/// <param name="InitialLoss">Mean loss of all samples to begin with.</param>
/// <param name="Steps">One for each iteration.</param>
/// <param name="Reason">Why it ended.</param>
public sealed record MinimizationReport(double InitialLoss, IReadOnlyList<MinimizationStep> Steps, MinimizationEnd Reason)
{
    /// <summary>Mean loss of all samples at the end.</summary>
    public double Loss => Steps.Count == 0 ? InitialLoss : Steps[^1].Loss;

    /// <summary>How often loss and gradient were computed.</summary>
    public int Evaluations => Steps.Count == 0 ? 1 : Steps[^1].Evaluations;

    /// <summary>As in 'loss 0.0123 after 14 iterations and 17 evaluations: gradient'.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"loss {Loss:G6} after {Words.Count(Steps.Count, "iteration")} and {Words.Count(Evaluations, "evaluation")}: {Reason.ToString().ToLowerInvariant()}");
}

/// <summary>An iteration of a minimisation.</summary>
/// <param name="Loss">Mean loss of all samples behind it.</param>
/// <param name="LargestGradient">The largest value of the gradient behind it, without its sign.</param>
/// <param name="StepLength">Length of the step, relative to Newton's.</param>
/// <param name="Evaluations">How often loss and gradient had been computed by then.</param>
public sealed record MinimizationStep(double Loss, double LargestGradient, double StepLength, int Evaluations);

/// <summary>Why a minimisation ended.</summary>
public enum MinimizationEnd
{
    /// <summary>No value of the gradient is above its tolerance.</summary>
    Gradient,

    /// <summary>Loss or parameters, or the loss along the direction, changed less than the tolerance.</summary>
    Change,

    /// <summary>There were as many iterations as there may be.</summary>
    Iterations,

    /// <summary>Loss and gradient were computed as often as they may be.</summary>
    Evaluations,

    /// <summary>A step came to where loss or gradient is not finite, and was taken back.</summary>
    NotFinite,
}
