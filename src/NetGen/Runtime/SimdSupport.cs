using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime;

/// <summary>Questions about the processor that all vector structs must answer alike; JIT-time constants.</summary>
internal static class SimdSupport
{
    /// <summary>
    /// Whether multiply-adds round once. Bound to 256-bit vectors on x86: the two come together, and where an ahead-of-time compiler
    /// aims at a processor without them, <c>Fma.IsSupported</c> alone would be asked again at every multiply-add.
    /// </summary>
    public static bool FusesMultiplyAdd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => AdvSimd.IsSupported || (Vector256.IsHardwareAccelerated && Fma.IsSupported);
    }
}
