namespace NetGen.Generator.Kernels;

/// <summary>What a tile's method calls what it reads and what it writes, so that the text says which pass it belongs to.</summary>
/// <param name="Source">What is read: each value of it is multiplied with a vector of weights.</param>
/// <param name="Result">What is written.</param>
internal sealed record TileNames(string Source, string Result)
{
    public static TileNames Forward { get; } = new("input", "output");

    public static TileNames Gradient { get; } = new("gradient", "result");

    /// <summary>Those of a kernel's tiles.</summary>
    public static TileNames Of(Kernel kernel) => kernel.GivesGradient ? Gradient : Forward;

    /// <summary>The variable for a part of what is read: rowInput, tapGradient.</summary>
    public string SourceOf(string part) => part + Capitalised(Source);

    /// <summary>The variable for a part of what is written: rowOutput, groupResult.</summary>
    public string ResultOf(string part) => part + Capitalised(Result);

    /// <summary>A name as the end of another.</summary>
    public static string Capitalised(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
