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

/// <summary>weight = original / sigma, sigma = left^T original right, in training after power iterations that bring left and right nearer to singular vectors.</summary>
/// <param name="left">A value for each row of the weights as a matrix.</param>
/// <param name="right">A value for each column.</param>
/// <param name="iterations">Of a training step.</param>
/// <param name="epsilon">Least length that vectors are divided by.</param>
/// <param name="isTransposed">Whether the rows of the matrix are the weight's inputs, and not its outputs.</param>
internal sealed class SpectralNormalization(
    ParameterTensor original, ParameterTensor left, ParameterTensor right, ParameterTensor weight, int iterations, double epsilon, bool isTransposed) : ParameterOperation
{
    public ParameterTensor Original { get; } = original;

    public ParameterTensor Left { get; } = left;

    public ParameterTensor Right { get; } = right;

    public override ParameterTensor Weight { get; } = weight;

    public int Iterations { get; } = iterations;

    public double Epsilon { get; } = epsilon;

    public bool IsTransposed { get; } = isTransposed;

    public override IReadOnlyList<ParameterTensor> Parameters { get; } = [original, left, right];
}
