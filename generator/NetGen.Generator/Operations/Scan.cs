namespace NetGen.Generator.Operations;

/// <summary>
/// state[t] = f(input[t] + bias + sum over k of state[t - 1, k] * weight[o, k]), step by step from the first (or the last) time step on; the
/// state in front of the first is zero. Its output is the state at every step.
/// </summary>
/// <param name="input">What each step is given: [time][units]. Nobody else reads it, because its gradient is where the state's is followed back.</param>
/// <param name="function">f, whose derivative follows from its result.</param>
/// <param name="isReversed">Whether it runs from the last step to the first.</param>
internal sealed class Scan(Tensor input, ParameterTensor weight, ParameterTensor? bias, MapFunction function, Tensor output, bool isReversed) : Operation
{
    public Tensor Input { get; } = input;

    public ParameterTensor Weight { get; } = weight;

    public ParameterTensor? Bias { get; } = bias;

    public MapFunction Function { get; } = function;

    public bool IsReversed { get; } = isReversed;

    public override IReadOnlyList<Tensor> Inputs { get; } = [input];

    public override Tensor Output { get; } = output;

    public override IReadOnlyList<ParameterTensor> Parameters { get; } = bias is null ? [weight] : [weight, bias];

    public override Kept Kept => Kept.Output;
}
