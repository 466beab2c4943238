namespace NetGen.Generator.Operations;

/// <summary>output[t] = table[indices[t]]: rows of a parameter, looked up.</summary>
/// <param name="indices">A network's input of indices: [place].</param>
/// <param name="table">[row][channel], as many rows as there are indices.</param>
/// <param name="output">[place][channel].</param>
internal sealed class Gather(Tensor indices, ParameterTensor table, Tensor output) : Operation
{
    public Tensor Indices { get; } = indices;

    public ParameterTensor Table { get; } = table;

    public override IReadOnlyList<Tensor> Inputs { get; } = [indices];

    public override Tensor Output { get; } = output;

    public override IReadOnlyList<ParameterTensor> Parameters { get; } = [table];

    public override Kept Kept => Kept.Inputs;
}
