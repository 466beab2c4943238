using NetGen.Generator.Machine;

namespace NetGen.Generator.Kernels;

/// <summary>How the outputs of a row that is alone are covered with tiles: as many vectors of outputs at once as hide the latency of the multiply-add.</summary>
internal static class LoneRow
{
    /// <summary>
    /// Tiles of eight, four, two vectors and one. With a power of two a tile either lies in a panel or takes whole ones, whatever the width of a
    /// vector.
    /// </summary>
    /// <param name="outputs">In whole panels.</param>
    /// <param name="most">The most vectors of a tile.</param>
    /// <returns>Runs of tiles, and the floats at which each run begins and ends.</returns>
    public static IEnumerable<LoneTiles> Tiles(RegisterClass registers, int outputs, int panel, int most = SumParts.SumsAtOnce)
    {
        int lanes = WidestVector(registers, panel);
        int first = 0;
        for (int vectors = most; vectors > 0; vectors /= 2)
        {
            int end = first + ((outputs - first) / (vectors * lanes) * vectors * lanes);
            if (end > first) yield return new LoneTiles(vectors, first, end, (end - first) / (vectors * lanes));
            first = end;
        }
    }

    /// <summary>Floats of the widest vector of a register class that is used for such panels; narrower ones divide it.</summary>
    private static int WidestVector(RegisterClass registers, int panel) => registers == RegisterClass.Wide ? panel : Math.Min(panel, Panels.Largest / 2);
}

/// <summary>A run of tiles of so many vectors.</summary>
/// <param name="First">The first output.</param>
/// <param name="End">The output behind the last.</param>
/// <param name="Count">Tiles, with the widest vectors.</param>
internal readonly record struct LoneTiles(int Vectors, int First, int End, int Count);
