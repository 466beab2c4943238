namespace NetGen.Generator.Operations;

/// <summary>
/// An image enlarged by whole factors: each pixel from the four around its centre, the nearer the more. The centre of row y of the output is at
/// (y + 1/2) / factor - 1/2 of the input, and not before its first or behind its last row. An axis
/// whose factor is 1 is left alone.
/// </summary>
/// <param name="rowFactor">By how much it becomes higher.</param>
/// <param name="columnFactor">By how much it becomes wider.</param>
internal sealed class BilinearInterpolation(Tensor input, Tensor output, int rowFactor, int columnFactor) : Operation
{
    public Tensor Input { get; } = input;

    public int RowFactor { get; } = rowFactor;

    public int ColumnFactor { get; } = columnFactor;

    public override IReadOnlyList<Tensor> Inputs { get; } = [input];

    public override Tensor Output { get; } = output;

    public override Kept Kept => Kept.Nothing;
}
