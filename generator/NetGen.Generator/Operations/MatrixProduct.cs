namespace NetGen.Generator.Operations;

/// <summary>output[row, o] = bias[o] + sum over k of input[row, k] * weight[o, k]: a row is a sample, a time step or a pixel.</summary>
internal sealed class MatrixProduct(Tensor input, ParameterTensor weight, ParameterTensor? bias, Tensor output) : Operation
{
    public Tensor Input { get; } = input;

    public ParameterTensor Weight { get; } = weight;

    public ParameterTensor? Bias { get; } = bias;

    public override IReadOnlyList<Tensor> Inputs { get; } = [input];

    public override Tensor Output { get; } = output;

    public override IReadOnlyList<ParameterTensor> Parameters { get; } = bias is null ? [weight] : [weight, bias];

    public override Kept Kept => Kept.Inputs;

    public override bool CanRectify => true;

    public override bool CanScaleWeights => true;
}
