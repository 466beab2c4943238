namespace NetGen.Tables;

/// <summary>How columns become inputs, where that is not to be found out from their values.</summary>
public sealed record TableEncoderOptions
{
    /// <summary>The only columns that become inputs; none given for all. A network with several inputs has an encoder for the columns of each.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Columns that are left out, as numbers of rows are.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Columns that are categories although their values are numbers, as postal codes are.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>
    /// Of a target with two texts: the one that is 1, the other being 0, for a network with one output that ends in [BinaryCrossEntropy]. Null for a
    /// class each, for [SoftmaxCrossEntropy].
    /// </summary>
    public string? PositiveClass { get; init; }

    /// <summary>Whether a target of numbers is a class each too, rather than a value to be predicted.</summary>
    public bool IsTargetCategory { get; init; }

    /// <summary>The most different texts that a category may have; each becomes an input. More are refused, as names or descriptions are.</summary>
    public int MostCategories { get; init; } = 100;
}
