namespace NetGen.Generator.Operations;

/// <summary>The same values under another shape.</summary>
internal sealed class Reshape(Tensor input, Tensor output) : Operation
{
    public Tensor Input { get; } = input;

    public override IReadOnlyList<Tensor> Inputs { get; } = [input];

    public override Tensor Output { get; } = output;

    public override Kept Kept => Kept.Nothing;

    public override bool SharesMemory => true;
}

/// <summary>The inputs' channels side by side; vectors end to end.</summary>
internal sealed class Concatenation(IReadOnlyList<Tensor> inputs, Tensor output) : Operation
{
    public override IReadOnlyList<Tensor> Inputs { get; } = inputs;

    public override Tensor Output { get; } = output;

    public override Kept Kept => Kept.Nothing;
}
