using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>One float: the tail of a loop over vectors, and the whole of it where there is no SIMD. Its results are those of a vector's lane.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SimdScalar : IVector<SimdScalar>
{
    private const uint SignBit = 0x80000000;
    private readonly float _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SimdScalar(float value) => _value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <inheritdoc/>
    public static SimdScalar Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => default;
    }

    private uint Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => BitConverter.SingleToUInt32Bits(_value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Broadcast(float value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Load(ref float source) => new(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar LoadBFloat16(ref ushort source) => new(BitConverter.UInt32BitsToSingle((uint)source << 16));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar LoadInt8(ref sbyte source) => new(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(SimdScalar value, ref float destination) => destination = value._value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar operator +(SimdScalar left, SimdScalar right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar operator -(SimdScalar left, SimdScalar right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar operator *(SimdScalar left, SimdScalar right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar operator /(SimdScalar left, SimdScalar right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
#if NET9_0_OR_GREATER
    public static SimdScalar MultiplyAdd(SimdScalar left, SimdScalar right, SimdScalar addend) =>
        new(float.MultiplyAddEstimate(left._value, right._value, addend._value));
#else
    public static SimdScalar MultiplyAdd(SimdScalar left, SimdScalar right, SimdScalar addend) => SimdSupport.FusesMultiplyAdd
        ? new(MathF.FusedMultiplyAdd(left._value, right._value, addend._value))
        : new((left._value * right._value) + addend._value);
#endif

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref SimdScalar sum, SimdScalar left, SimdScalar right) => sum = MultiplyAdd(left, right, sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddDots(ref SimdScalar sum, SimdScalar values, SimdScalar weights)
    {
        int total = (int)sum.Bits;
        for (int shift = 0; shift < 32; shift += 8) total += (int)((values.Bits >> shift) & 0xFF) * (sbyte)(weights.Bits >> shift);
        sum = new(BitConverter.Int32BitsToSingle(total));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar ToFloats(SimdScalar numbers) => new((int)numbers.Bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Bundle(SimdScalar first, SimdScalar second, SimdScalar third, SimdScalar fourth)
        => new(BitConverter.Int32BitsToSingle((int)first._value | ((int)second._value << 8) | ((int)third._value << 16) | ((int)fourth._value << 24)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Sqrt(SimdScalar value) => new(MathF.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Abs(SimdScalar value) => FromBits(value.Bits & ~SignBit);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Max(SimdScalar left, SimdScalar right) =>
        left._value > right._value || float.IsNaN(left._value) ? left : right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Min(SimdScalar left, SimdScalar right) =>
        left._value < right._value || float.IsNaN(left._value) ? left : right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar LessThan(SimdScalar left, SimdScalar right) => Mask(left._value < right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Equal(SimdScalar left, SimdScalar right) => Mask(left._value == right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Select(SimdScalar mask, SimdScalar ifSet, SimdScalar ifClear) =>
        FromBits((mask.Bits & ifSet.Bits) | (~mask.Bits & ifClear.Bits));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar operator &(SimdScalar left, SimdScalar right) => FromBits(left.Bits & right.Bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar operator |(SimdScalar left, SimdScalar right) => FromBits(left.Bits | right.Bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Permute(SimdScalar value, SimdScalar order) => value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(SimdScalar value) => value._value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Round(SimdScalar value) => new(MathF.Round(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar PowerOfTwo(SimdScalar exponent) =>
        FromBits((BitConverter.SingleToUInt32Bits(exponent._value + 12582912f) << 23) + 0x3F800000);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Exponent(SimdScalar value) => new((int)(value.Bits >> 23) - 127);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Significand(SimdScalar value) => FromBits((value.Bits & 0x007FFFFF) | 0x3F800000);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static SimdScalar FromBits(uint bits) => new(BitConverter.UInt32BitsToSingle(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static SimdScalar Mask(bool set) => FromBits(set ? uint.MaxValue : 0);
}
