namespace NetGen.Generator.Operations;

/// <summary>
/// Rotary positions: the values c and c + size / 2 of a head are turned, as a point of the plane, by an angle that grows with the step, t x base^(-2 c / size). So
/// the product of a query and a key depends on how far they are apart.
/// </summary>
/// <param name="input">Rows that begin with the heads, side by side; what stands behind them stays. Nobody else reads it: it is overwritten, and so is its gradient.</param>
/// <param name="heads">Heads that are turned.</param>
/// <param name="size">Values of a head; even.</param>
/// <param name="longest">The base of the angles.</param>
internal sealed class Rotation(Tensor input, int heads, int size, double longest, Tensor output) : Operation
{
    public Tensor Input { get; } = input;

    public int Heads { get; } = heads;

    public int Size { get; } = size;

    public double Longest { get; } = longest;

    /// <summary>Where the input is one step of a sequence: how many there may be; else 0.</summary>
    public int Steps { get; init; }

    public override IReadOnlyList<Tensor> Inputs { get; } = [input];

    public override Tensor Output { get; } = output;

    /// <summary>A gradient is turned back, whatever the values were.</summary>
    public override Kept Kept => Kept.Nothing;

    public override bool SharesMemory => true;
}
