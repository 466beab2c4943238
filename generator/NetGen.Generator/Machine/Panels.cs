namespace NetGen.Generator.Machine;

/// <summary>
/// Outputs stored side by side. A panel of 16 floats is a cache line: one vector of AVX-512, two of AVX2, four of 128 bit. So the
/// packed layout is a compile-time constant and only register tiles depend on the width. Small layers take smaller panels, which
/// costs them the wider vectors but saves the multiplications by padding.
/// </summary>
internal static class Panels
{
    public const int Largest = 16;
    private const int Middle = 8;
    private const int Smallest = 4;

    /// <summary>
    /// The panel for so many outputs of each group. A group's outputs stand right beside the next group's, so with several groups
    /// a panel must divide them evenly; where none does, outputs are computed one by one.
    /// </summary>
    public static int For(int outputs, int groups = 1)
    {
        if (groups == 1) return outputs <= Smallest ? Smallest : outputs <= Middle ? Middle : Largest;
        foreach (int panel in new[] { Largest, Middle, Smallest })
        {
            if (outputs % panel == 0) return panel;
        }

        return 1;
    }

    /// <summary>
    /// Whether a convolution in groups is faster with results of several groups in a vector than a group at a time. Where a group's results
    /// divide into no vectors, always. Where they divide into small ones, the channels put side by side must serve several taps. Where they
    /// divide into vectors of eight, only the widest processors gain.
    /// </summary>
    public static bool AreSideBySide(int groups, int results, int taps)
    {
        int panel = For(results, groups);
        return groups > 1 && (panel == 1 || (taps > 1 && panel == Smallest));
    }

    /// <summary>Outputs rounded up to whole panels.</summary>
    public static int Padded(int outputs) => RoundUp(outputs, For(outputs));

    /// <summary>Outputs of several parts side by side, each padded to whole panels, so that each begins with a vector; a part that is alone has no padding of its own.</summary>
    public static int SideBySide(int outputs, int parts) => parts == 1 ? outputs : parts * Padded(outputs);

    /// <summary>Floats rounded up to an odd number of cache lines, so that rows or planes of that length do not fight for the same cache sets.</summary>
    public static int OddLines(int size) => ((RoundUp(size, Largest) / Largest) | 1) * Largest;

    public static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
