namespace NetGen.Generator.Operations;

/// <summary>output = parameter: the same values for every sample.</summary>
/// <param name="parameter">A vector.</param>
internal sealed class RepeatedParameter(ParameterTensor parameter, Tensor output) : Operation
{
    public ParameterTensor Parameter { get; } = parameter;

    public override IReadOnlyList<Tensor> Inputs => [];

    public override Tensor Output { get; } = output;

    public override IReadOnlyList<ParameterTensor> Parameters { get; } = [parameter];

    public override Kept Kept => Kept.Nothing;
}
