using System.Globalization;

namespace NetGen;

/// <summary>A step's loss or gradient is NaN or infinite. Network and optimiser are as they were before the step.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>An exception for one step.</summary>
    public TrainingDivergedException(long step, float loss, string? layer)
        : base(Describe(step, loss, layer))
    {
        Step = step;
        Loss = loss;
        Layer = layer;
    }

    /// <summary>Steps taken before the one that diverged.</summary>
    public long Step { get; }

    /// <summary>The mean loss of its batch.</summary>
    public float Loss { get; }

    /// <summary>The layer whose gradient is not finite: of several, the one that the backward pass reaches first. Null if all gradients are finite.</summary>
    public string? Layer { get; }

    private static string Describe(long step, float loss, string? layer)
    {
        string gradients = layer is null ? "all gradients are finite" : $"the backward pass first meets a gradient that is not finite in layer '{layer}'";
        return string.Create(CultureInfo.InvariantCulture, $"Training diverged in step {step}, counted from 0: the loss is {loss}; {gradients}. The network is as it was before the step.");
    }
}
