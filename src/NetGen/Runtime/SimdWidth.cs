using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime;

/// <summary>The vector width for a loop over some number of floats.</summary>
internal static class SimdWidth
{
    /// <summary>
    /// 512, 256, 128 or 32 bits: the narrowest that covers all floats at once, else the widest there is. A function of the length alone on
    /// one machine, so results do not depend on anything else.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int For(int length)
    {
        if (Vector512.IsHardwareAccelerated && length > 8) return 512;
        if (Vector256.IsHardwareAccelerated && length > 4) return 256;
        return Vector128.IsHardwareAccelerated ? 128 : 32;
    }
}
