namespace NetGen.Generator.Operations;

/// <summary>output[t, c] = input[t, c] + table[t, c]: the same numbers for every sample.</summary>
internal sealed class AddTable(Tensor input, ParameterTensor table, Tensor output) : Operation
{
    public Tensor Input { get; } = input;

    public ParameterTensor Table { get; } = table;

    /// <summary>Whether the input is one step of a sequence, whose row of the table is that of the step at hand.</summary>
    public bool IsStep { get; init; }

    public override IReadOnlyList<Tensor> Inputs { get; } = [input];

    public override Tensor Output { get; } = output;

    public override IReadOnlyList<ParameterTensor> Parameters { get; } = [table];

    public override Kept Kept => Kept.Nothing;
}
