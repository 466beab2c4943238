using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>Contiguous shares of work.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Partition
{
    /// <summary>The first unit of <paramref name="worker"/>'s share of <paramref name="units"/>; the share ends where the next worker's begins.</summary>
    public static int First(int units, int worker, int workers) => (int)((long)units * worker / workers);
}
