namespace NetGen;

/// <summary>
/// Classification into one of many classes. The layer above gives logits (one number per class, any scale); the loss of a sample is
/// <c>-log softmax(logits)[label]</c>, the loss of a batch the mean. <c>Predict</c> gives the softmax. An untrained network that is not
/// overconfident begins at <c>ln(classes)</c>. A step takes labels, or in their place a share of each class for each sample (batch x classes
/// numbers, which usually add up to 1), against which the loss is <c>-sum share log softmax</c>.
/// </summary>
/// <remarks>
/// Above a sequence each step has a label of its own: a batch has batch x steps of them, step by step, and its loss is the mean over all. So a network says what
/// each token of a sentence is, or which comes next. For one label a sequence, put <c>[Last]</c>, <c>LastStepOnly</c> or <c>[GlobalAveragePool1D]</c> in front.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftmaxCrossEntropyAttribute : LossTermAttribute
{
    /// <summary>
    /// What all classes share of a target, from 0 to below 1: the label's class keeps <c>1 - LabelSmoothing + LabelSmoothing / classes</c>, each
    /// other class gets <c>LabelSmoothing / classes</c>. As PyTorch's <c>label_smoothing</c>.
    /// </summary>
    public double LabelSmoothing { get; set; }

    /// <summary>
    /// What each class counts: one number of at least 0 per class. The loss of a batch is then the weighted mean, the sum of weight x loss divided by
    /// the sum of the labels' weights, as with PyTorch's <c>weight</c>. Weights of samples come on top.
    /// </summary>
    public double[] ClassWeights { get; set; } = [];

    /// <summary>
    /// The label of samples, or steps, that do not count, any number: they have neither loss nor gradient. As PyTorch's <c>ignore_index</c>, but none is ignored
    /// unless this is given.
    /// </summary>
    public int IgnoreLabel { get; set; } = int.MinValue;

    /// <summary>The names of the classes in the order of their labels: for confusion matrices, and for whoever asks <c>Info.Outputs</c>.</summary>
    public string[] Classes { get; set; } = [];
}
