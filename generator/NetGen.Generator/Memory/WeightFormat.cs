using NetGen.Generator.Machine;

namespace NetGen.Generator.Memory;

/// <summary>How memory holds the numbers that a kernel reads, and how it makes a vector of floats of them.</summary>
/// <param name="Precision">In how many bits.</param>
/// <param name="Element">The type of an element in generated code.</param>
/// <param name="Load">The member of a vector that loads as many as it has lanes.</param>
/// <param name="PerFloat">Elements in the memory of a float.</param>
internal sealed record WeightFormat(WeightPrecision Precision, string Element, string Load, int PerFloat)
{
    /// <summary>As weights are trained.</summary>
    public static WeightFormat Float32 { get; } = new(WeightPrecision.Float32, "float", "Load", 1);

    private static readonly WeightFormat s_bFloat16 = new(WeightPrecision.BFloat16, "ushort", "LoadBFloat16", 2);

    /// <summary>Four to a float, for products with rows in 8 bits.</summary>
    private static readonly WeightFormat s_bundles = new(WeightPrecision.Int8, "float", "Load", 4) { IsBundled = true };

    private static readonly WeightFormat s_int8 = new(WeightPrecision.Int8, "sbyte", "LoadInt8", 4);

    /// <summary>Whether it takes less memory than a float.</summary>
    public bool IsNarrow => Precision != WeightPrecision.Float32;

    /// <summary>Whether four weights of an output lie in the memory of a float, for products of bytes.</summary>
    public bool IsBundled { get; private init; }

    /// <summary>The member of a vector that adds a product of what it loads.</summary>
    public string AddProduct => IsBundled ? "AddDots" : "AddProduct";

    /// <summary>What it adds to the title of a kernel that reads it.</summary>
    public string Title => IsNarrow ? "Of" + Precision : string.Empty;

    /// <summary>Whether each output has a factor besides, which its sum is multiplied with.</summary>
    public bool HasScales => Precision == WeightPrecision.Int8;

    /// <param name="precision">In how many bits.</param>
    /// <param name="isBundled">Whether they are multiplied with rows in 8 bits.</param>
    public static WeightFormat Of(WeightPrecision precision, bool isBundled = false)
        => precision switch { WeightPrecision.BFloat16 => s_bFloat16, WeightPrecision.Int8 => isBundled ? s_bundles : s_int8, _ => Float32 };

    /// <summary>Floats whose memory a parameter takes.</summary>
    public int Floats(PlannedParameter parameter)
        => IsBundled ? parameter.PackedSize / parameter.Depth * Bundles.Count(parameter.Depth) : (parameter.PackedSize + PerFloat - 1) / PerFloat;
}
