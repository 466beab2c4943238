namespace NetGen.Generator.Operations;

/// <summary>The same values under another shape, in the order in which they lie.</summary>
internal sealed class Reshape(Tensor input, Tensor output) : Operation
{
    public Tensor Input { get; } = input;

    public override IReadOnlyList<Tensor> Inputs { get; } = [input];

    public override Tensor Output { get; } = output;

    public override Kept Kept => Kept.Nothing;

    public override bool SharesMemory => true;
}

/// <summary>
/// Values elsewhere: each of the output is one of the input, or 0. Loops say which: with every turn of one, the place read and the place written move by a
/// fixed step along named axes. A loop whose step along the input is 0 repeats values. No place is written twice; those never written are 0.
/// </summary>
/// <param name="inputStart">The first place read.</param>
/// <param name="outputStart">The first place written.</param>
/// <param name="loops">Outermost first.</param>
internal sealed class Arrangement(Tensor input, AxisStep inputStart, Tensor output, AxisStep outputStart, IReadOnlyList<ArrangementLoop> loops) : Operation
{
    public Tensor Input { get; } = input;

    public AxisStep InputStart { get; } = inputStart;

    public AxisStep OutputStart { get; } = outputStart;

    public IReadOnlyList<ArrangementLoop> Loops { get; } = loops;

    public override IReadOnlyList<Tensor> Inputs { get; } = [input];

    public override Tensor Output { get; } = output;

    public override Kept Kept => Kept.Nothing;
}

/// <summary>One loop of an <see cref="Arrangement"/>.</summary>
/// <param name="Name">Of what it counts: row, column, channel.</param>
/// <param name="Extent">Turns.</param>
/// <param name="Input">From one turn to the next along the input.</param>
/// <param name="Output">Likewise along the output.</param>
internal sealed record ArrangementLoop(string Name, int Extent, AxisStep Input, AxisStep Output);

/// <summary>A place in a tensor, or the way from one to another. A sequence's time steps count as columns.</summary>
internal readonly record struct AxisStep(int Row, int Column, int Channel)
{
    public static AxisStep None => default;

    public static AxisStep Rows(int count) => new(count, 0, 0);

    public static AxisStep Columns(int count) => new(0, count, 0);

    public static AxisStep Channels(int count) => new(0, 0, count);
}

/// <summary>The inputs' channels side by side; vectors end to end.</summary>
internal sealed class Concatenation(IReadOnlyList<Tensor> inputs, Tensor output) : Operation
{
    public override IReadOnlyList<Tensor> Inputs { get; } = inputs;

    public override Tensor Output { get; } = output;

    public override Kept Kept => Kept.Nothing;
}
