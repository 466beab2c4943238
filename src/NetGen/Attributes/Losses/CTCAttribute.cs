namespace NetGen;

/// <summary>
/// A text behind a longer sequence, where nobody said which step belongs to which letter: the mean over the batch of -ln of the probability of all
/// ways to spell the labels, divided by their number (Graves et al. 2006). As PyTorch's <c>CTCLoss</c> of <c>log_softmax</c>. Reads a sequence with
/// logits for each step.
/// </summary>
/// <remarks>
/// Targets are <c>labels</c> values for each sample: classes as whole numbers, and the blank behind the last. <c>Predict</c> gives the logits.
/// </remarks>
/// <param name="labels">The most labels of a sample, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class CTCAttribute(int labels) : LossTermAttribute
{
    /// <summary>The most labels of a sample.</summary>
    public int Labels { get; } = labels;

    /// <summary>The class of a step that spells nothing.</summary>
    public int Blank { get; set; }

    /// <summary>Whether samples with more labels than their steps can spell count nothing; else their loss is infinite, which ends training.</summary>
    public bool ZeroInfinity { get; set; }
}
