namespace NetGen.Kernels.Tests.Reference;

/// <summary>A parameter in PyTorch's shape, with the sum of its gradients so far.</summary>
/// <param name="Name">PyTorch's name inside the layer: weight, bias, running_mean ...</param>
/// <param name="Value">[out, in/groups, kernel rows, kernel columns], [out, in] or [n].</param>
/// <param name="IsTrained">Running statistics are not trained.</param>
internal sealed record ReferenceParameter(string Name, Tensor Value, bool IsTrained = true)
{
    /// <summary>A row that outputs depend on, and that has no gradient all the same; null where there is none.</summary>
    public int? FixedRow { get; init; }

    public Tensor Gradient { get; } = Value.ZerosLike();
}
