namespace NetGen.Generator.Operations;

/// <summary>What computes parameters from others, whatever the sample: it reads no tensors and makes none.</summary>
internal abstract class ParameterOperation : Operation
{
    /// <summary>The parameter that it makes, which no optimiser sees.</summary>
    public abstract ParameterTensor Weight { get; }

    public sealed override IReadOnlyList<Tensor> Inputs => [];

    public sealed override Tensor? Output => null;

    public sealed override Kept Kept => Kept.Nothing;
}

/// <summary>weight[o] = length[o] * direction[o] / |direction[o]|, the norm over all that an output sums; 0 where that is 0.</summary>
internal sealed class WeightNormalization(ParameterTensor direction, ParameterTensor length, ParameterTensor weight) : ParameterOperation
{
    public ParameterTensor Direction { get; } = direction;

    public ParameterTensor Length { get; } = length;

    public override ParameterTensor Weight { get; } = weight;

    public override IReadOnlyList<ParameterTensor> Parameters { get; } = [direction, length];
}
