namespace NetGen.Generator.Operations;

/// <summary>Probabilities of each row: output[c] = exp(input[c]) / sum of exp(input), or their logarithms.</summary>
internal sealed class RowSoftmax(Tensor input, Tensor output, bool givesLogarithms) : Operation
{
    public Tensor Input { get; } = input;

    public bool GivesLogarithms { get; } = givesLogarithms;

    public override IReadOnlyList<Tensor> Inputs { get; } = [input];

    public override Tensor Output { get; } = output;

    public override Kept Kept => Kept.Output;
}

/// <summary>output[c] = input[c] * f(input[c + n]), n the channels of the output: a row's first half, gated by its second.</summary>
internal sealed class RowGate(MapFunction function, Tensor input, Tensor output) : Operation
{
    public MapFunction Function { get; } = function;

    public Tensor Input { get; } = input;

    public override IReadOnlyList<Tensor> Inputs { get; } = [input];

    public override Tensor Output { get; } = output;

    public override Kept Kept => Kept.Inputs;
}

/// <summary>output[c] = the largest of some channels of a row that stand side by side.</summary>
/// <param name="pieces">How many are compared.</param>
internal sealed class RowMaximum(int pieces, Tensor input, Tensor output) : Operation
{
    public int Pieces { get; } = pieces;

    public Tensor Input { get; } = input;

    public override IReadOnlyList<Tensor> Inputs { get; } = [input];

    public override Tensor Output { get; } = output;

    public override Kept Kept => Kept.Inputs;
}

/// <summary>
/// A row's sum over c of left[c] * right[c]; normalised, over |left| |right|, and no length below <see cref="ShortestLength"/>.
/// </summary>
internal sealed class RowDot(Tensor left, Tensor right, bool isNormalized, Tensor output) : Operation
{
    /// <summary>PyTorch's of <c>cosine_similarity</c>.</summary>
    public const double ShortestLength = 1e-8;

    public Tensor Left { get; } = left;

    public Tensor Right { get; } = right;

    public bool IsNormalized { get; } = isNormalized;

    public override IReadOnlyList<Tensor> Inputs { get; } = [left, right];

    public override Tensor Output { get; } = output;

    public override Kept Kept => Kept.Inputs;
}

/// <summary>
/// output = (input - mean) / sqrt(variance + epsilon) * weight + bias, with mean and variance of each channel over the batch and all
/// positions in training, and their running means in inference.
/// </summary>
internal sealed class BatchNormalization(
    Tensor input,
    Tensor output,
    ParameterTensor weight,
    ParameterTensor bias,
    ParameterTensor runningMean,
    ParameterTensor runningVariance,
    double momentum,
    double epsilon) : Operation
{
    public Tensor Input { get; } = input;

    public override IReadOnlyList<Tensor> Inputs { get; } = [input];

    public override Tensor Output { get; } = output;

    public ParameterTensor Weight { get; } = weight;

    public ParameterTensor Bias { get; } = bias;

    public ParameterTensor RunningMean { get; } = runningMean;

    public ParameterTensor RunningVariance { get; } = runningVariance;

    /// <summary>The newest batch's weight in the running means.</summary>
    public double Momentum { get; } = momentum;

    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; } = epsilon;

    public override IReadOnlyList<ParameterTensor> Parameters { get; } = [weight, bias, runningMean, runningVariance];

    public override Kept Kept => Kept.Inputs;

    public override bool CanRectify => true;
}

/// <summary>
/// output = (input - mean) / sqrt(variance + epsilon) * weight + bias, with mean and variance over the channels of each row; not centred,
/// input / sqrt(mean of squares + epsilon) * weight + bias.
/// </summary>
/// <param name="weight">Null for none.</param>
/// <param name="bias">Null for none.</param>
internal sealed class RowNormalization(Tensor input, Tensor output, bool isCentered, ParameterTensor? weight, ParameterTensor? bias, double epsilon) : Operation
{
    public Tensor Input { get; } = input;

    /// <summary>Whether a row's mean is taken away.</summary>
    public bool IsCentered { get; } = isCentered;

    public override IReadOnlyList<Tensor> Inputs { get; } = [input];

    public override Tensor Output { get; } = output;

    public ParameterTensor? Weight { get; } = weight;

    public ParameterTensor? Bias { get; } = bias;

    /// <summary>Added to the variance, or to the mean of squares.</summary>
    public double Epsilon { get; } = epsilon;

    public override IReadOnlyList<ParameterTensor> Parameters { get; } = [.. new[] { weight, bias }.OfType<ParameterTensor>()];

    public override Kept Kept => Kept.Inputs;
}
