namespace NetGen;

/// <summary>
/// Yes or no where one of the two is rare: binary cross entropy times <c>(1 - q)^Gamma</c>, q the probability that is given to the target, so that
/// what is right already hardly counts; and times <see cref="Alpha"/> for targets of 1, <c>1 - Alpha</c> for targets of 0 (Lin et al., 2017). The
/// mean over batch and outputs. As torchvision's <c>sigmoid_focal_loss</c>.
/// </summary>
/// <remarks>Outputs are logits, targets 0 or 1. <c>Predict</c> gives probabilities.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class BinaryFocalAttribute : LossTermAttribute
{
    /// <summary>How little counts what is right already; at least 0, which is binary cross entropy.</summary>
    public double Gamma { get; set; } = 2;

    /// <summary>What a target of 1 counts, where a target of 0 counts 1 - Alpha; above 0 and below 1.</summary>
    public double Alpha { get; set; } = 0.25;
}
