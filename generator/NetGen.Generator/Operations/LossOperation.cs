using NetGen.Generator.Model;

namespace NetGen.Generator.Operations;

/// <summary>A number for each sample, whose mean over the batch training makes small.</summary>
internal sealed class LossOperation(LossKind kind, Tensor prediction) : Operation
{
    public LossKind Kind { get; } = kind;

    /// <summary>What is compared with the targets.</summary>
    public Tensor Prediction { get; } = prediction;

    public override IReadOnlyList<Tensor> Inputs { get; } = [prediction];

    public override Tensor? Output => null;

    public override Kept Kept => Kept.Inputs;
}
