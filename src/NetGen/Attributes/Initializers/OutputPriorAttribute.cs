namespace NetGen;

/// <summary>
/// The bias of the layer that a loss reads, so that the network predicts from the first step what is known of the targets: ln p for the shares of classes, the
/// logit for a yes or no, the logarithm for counts, the mean for numbers. Where classes are rare, training need not begin with learning that they are.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class OutputPriorAttribute : InitializerAttribute
{
    /// <summary>What is known of the targets.</summary>
    /// <param name="priors">
    /// One for each output, or one for all where the loss is not about classes. Shares or counts of classes, positive; probabilities above 0 and below 1; means.
    /// </param>
    public OutputPriorAttribute(params double[] priors)
    {
        Priors = priors;
        Target = Parameter.Bias;
    }

    /// <summary>What is known of the targets.</summary>
    public double[] Priors { get; }
}
