using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

using NetGen.Runtime;

namespace NetGen.Kernels.Native.Protocol;

/// <summary>What kernels choose by.</summary>
/// <param name="Architecture">X64, Arm64 ...</param>
/// <param name="VectorBits">Of the widest vectors; 0 for none.</param>
/// <param name="Fuses">Whether multiply-adds round once.</param>
/// <param name="HasArmDots">Whether there are Arm's instructions for products of bytes.</param>
internal readonly record struct Processor(string Architecture, int VectorBits, bool Fuses, bool HasArmDots)
{
    /// <summary>The one that this runs on.</summary>
    public static Processor Here => new(
        RuntimeInformation.ProcessArchitecture.ToString(),
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0,
        IsFused(),
        Dp.IsSupported);

    /// <summary>Asks the arithmetic itself: rounded once, (1 + 2^-12)^2 - (1 + 2^-11) is 2^-24, and else 0.</summary>
    private static bool IsFused() => MultiplyAdd(1 + (1f / 4096), 1 + (1f / 4096), -1 - (1f / 2048)) != 0;

    /// <summary>Not inlined, lest the compiler compute it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float MultiplyAdd(float left, float right, float addend)
        => Simd128.Sum(Simd128.MultiplyAdd(Simd128.Broadcast(left), Simd128.Broadcast(right), Simd128.Broadcast(addend)));
}
