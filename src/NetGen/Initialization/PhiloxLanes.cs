using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Initialization;

/// <summary>A vector of 64-bit lanes whose low halves are words of <see cref="Philox"/>. The high halves may hold anything.</summary>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
internal interface IPhiloxLanes<TSelf>
    where TSelf : struct, IPhiloxLanes<TSelf>
{
    /// <summary>Whether the processor has it.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>Lanes.</summary>
    static abstract int Count { get; }

    /// <summary>All lanes <paramref name="word"/>.</summary>
    static abstract TSelf Broadcast(uint word);

    /// <summary><paramref name="first"/>, first + 1, ...</summary>
    static abstract TSelf CountFrom(uint first);

    /// <summary>The 64-bit products of the low halves.</summary>
    static abstract TSelf Multiply(TSelf left, TSelf right);

    /// <summary>The high halves, moved to the low ones.</summary>
    static abstract TSelf High(TSelf value);

    /// <summary>Exclusive or.</summary>
    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>Stores for each word of two vectors 0 where it is below <paramref name="threshold"/>, else <paramref name="kept"/>: 2 x Count floats.</summary>
    static abstract void StoreMask(TSelf first, TSelf second, uint threshold, float kept, ref float target);
}

/// <summary>Eight lanes.</summary>
internal readonly struct PhiloxLanes512(Vector512<ulong> value) : IPhiloxLanes<PhiloxLanes512>
{
    private readonly Vector512<ulong> _value = value;

    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;

    public static int Count => Vector512<ulong>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 Broadcast(uint word) => new(Vector512.Create((ulong)word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 CountFrom(uint first) => new(Vector512.Create((ulong)first) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 Multiply(PhiloxLanes512 left, PhiloxLanes512 right) => new(Avx512F.Multiply(left._value.AsUInt32(), right._value.AsUInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 High(PhiloxLanes512 value) => new(Vector512.ShiftRightLogical(value._value, 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 operator ^(PhiloxLanes512 left, PhiloxLanes512 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMask(PhiloxLanes512 first, PhiloxLanes512 second, uint threshold, float kept, ref float target)
    {
        Vector512<uint> isDropped = Vector512.LessThan(Vector512.Narrow(first._value, second._value), Vector512.Create(threshold));
        Vector512.AndNot(Vector512.Create(kept), isDropped.AsSingle()).StoreUnsafe(ref target);
    }
}

/// <summary>Four lanes.</summary>
internal readonly struct PhiloxLanes256(Vector256<ulong> value) : IPhiloxLanes<PhiloxLanes256>
{
    private readonly Vector256<ulong> _value = value;

    public static bool IsSupported => Avx2.IsSupported;

    public static int Count => Vector256<ulong>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 Broadcast(uint word) => new(Vector256.Create((ulong)word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 CountFrom(uint first) => new(Vector256.Create((ulong)first) + Vector256.Create(0UL, 1, 2, 3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 Multiply(PhiloxLanes256 left, PhiloxLanes256 right) => new(Avx2.Multiply(left._value.AsUInt32(), right._value.AsUInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 High(PhiloxLanes256 value) => new(Vector256.ShiftRightLogical(value._value, 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 operator ^(PhiloxLanes256 left, PhiloxLanes256 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMask(PhiloxLanes256 first, PhiloxLanes256 second, uint threshold, float kept, ref float target)
    {
        Vector256<uint> isDropped = Vector256.LessThan(Vector256.Narrow(first._value, second._value), Vector256.Create(threshold));
        Vector256.AndNot(Vector256.Create(kept), isDropped.AsSingle()).StoreUnsafe(ref target);
    }
}

/// <summary>Two lanes.</summary>
internal readonly struct PhiloxLanes128(Vector128<ulong> value) : IPhiloxLanes<PhiloxLanes128>
{
    private readonly Vector128<ulong> _value = value;

    public static bool IsSupported => Sse2.IsSupported || AdvSimd.IsSupported;

    public static int Count => Vector128<ulong>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes128 Broadcast(uint word) => new(Vector128.Create((ulong)word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes128 CountFrom(uint first) => new(Vector128.Create((ulong)first) + Vector128.Create(0UL, 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes128 Multiply(PhiloxLanes128 left, PhiloxLanes128 right) => new(Sse2.IsSupported
        ? Sse2.Multiply(left._value.AsUInt32(), right._value.AsUInt32())
        : AdvSimd.MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(left._value), AdvSimd.ExtractNarrowingLower(right._value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes128 High(PhiloxLanes128 value) => new(Vector128.ShiftRightLogical(value._value, 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes128 operator ^(PhiloxLanes128 left, PhiloxLanes128 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMask(PhiloxLanes128 first, PhiloxLanes128 second, uint threshold, float kept, ref float target)
    {
        Vector128<uint> isDropped = Vector128.LessThan(Vector128.Narrow(first._value, second._value), Vector128.Create(threshold));
        Vector128.AndNot(Vector128.Create(kept), isDropped.AsSingle()).StoreUnsafe(ref target);
    }
}
