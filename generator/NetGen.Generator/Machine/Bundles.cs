namespace NetGen.Generator.Machine;

/// <summary>
/// Rows in 8 bits: four inputs of a row in the memory of a float, as the run-time library's Quantization lays them out, and behind the row its scale and
/// whether its zero is not 0.
/// </summary>
internal static class Bundles
{
    /// <summary>Inputs of a block, which is filled up.</summary>
    private const int Block = 64;

    private const int InputsPerBundle = 4;

    /// <summary>Floats of a row's scale and mask.</summary>
    private const int Rest = 2;

    /// <summary>Floats of so many inputs.</summary>
    public static int Count(int inputs) => (inputs + Block - 1) / Block * (Block / InputsPerBundle);

    /// <summary>Floats of a row of so many inputs.</summary>
    public static int RowLength(int inputs) => Count(inputs) + Rest;

    /// <summary>Whether so many inputs fill a block well enough.</summary>
    public static bool Pay(int inputs) => inputs >= Block / 2;
}
