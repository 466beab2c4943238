namespace NetGen.Generator.Operations;

/// <summary>What a recurrence has in front of its first step, for each sample.</summary>
/// <param name="State">The state: a value for each unit.</param>
/// <param name="Cell">The cell state, where a cell has one; null for zeros.</param>
internal sealed record ScanStart(Tensor State, Tensor? Cell)
{
    public IReadOnlyList<Tensor> Tensors => Cell is null ? [State] : [State, Cell];
}
