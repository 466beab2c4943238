namespace NetGen.Generator.Operations;

/// <summary>
/// output = (input - mean) / sqrt(variance + epsilon) * weight + bias, with mean and variance over all positions of a sample and the channels of a
/// group; weight and bias by channel.
/// </summary>
/// <param name="groups">Divides the channels.</param>
/// <param name="weight">Null for none.</param>
/// <param name="bias">Null for none.</param>
internal sealed class GroupNormalization(Tensor input, Tensor output, int groups, ParameterTensor? weight, ParameterTensor? bias, double epsilon) : Operation
{
    public Tensor Input { get; } = input;

    public override IReadOnlyList<Tensor> Inputs { get; } = [input];

    public override Tensor Output { get; } = output;

    /// <summary>Into how many parts of equal size the channels are divided.</summary>
    public int Groups { get; } = groups;

    public ParameterTensor? Weight { get; } = weight;

    public ParameterTensor? Bias { get; } = bias;

    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; } = epsilon;

    public override IReadOnlyList<ParameterTensor> Parameters { get; } = [.. new[] { weight, bias }.OfType<ParameterTensor>()];

    public override Kept Kept => Kept.Inputs;
}
