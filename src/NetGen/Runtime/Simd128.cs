using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime;

/// <summary>Four floats in one 128-bit register.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Simd128 : IVector<Simd128>
{
    private readonly Vector128<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Simd128(Vector128<float> value) => _value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128<float>.Count;
    }

    /// <inheritdoc/>
    public static Simd128 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector128<float>, Simd128>(Vector128<float>.Zero);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Broadcast(float value) => Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Load(ref float source) => Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.LoadUnsafe(ref source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 LoadBFloat16(ref ushort source)
    {
        Vector128<ushort> halves = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref source))).AsUInt16();
        return Unsafe.BitCast<Vector128<uint>, Simd128>(Vector128.WidenLower(halves) << 16);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 LoadInt8(ref sbyte source)
    {
        Vector128<sbyte> numbers = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(ref Unsafe.As<sbyte, byte>(ref source))).AsSByte();
        return Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(numbers))));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd128 value, ref float destination) => value._value.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator +(Simd128 left, Simd128 right) => Unsafe.BitCast<Vector128<float>, Simd128>(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator -(Simd128 left, Simd128 right) => Unsafe.BitCast<Vector128<float>, Simd128>(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator *(Simd128 left, Simd128 right) => Unsafe.BitCast<Vector128<float>, Simd128>(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator /(Simd128 left, Simd128 right) => Unsafe.BitCast<Vector128<float>, Simd128>(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
#if NET9_0_OR_GREATER
    public static Simd128 MultiplyAdd(Simd128 left, Simd128 right, Simd128 addend) =>
        Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.MultiplyAddEstimate(left._value, right._value, addend._value));
#else
    public static Simd128 MultiplyAdd(Simd128 left, Simd128 right, Simd128 addend)
    {
        if (!SimdSupport.FusesMultiplyAdd) return Unsafe.BitCast<Vector128<float>, Simd128>((left._value * right._value) + addend._value);
        return AdvSimd.IsSupported
            ? Unsafe.BitCast<Vector128<float>, Simd128>(AdvSimd.FusedMultiplyAdd(addend._value, left._value, right._value))
            : Unsafe.BitCast<Vector128<float>, Simd128>(Fma.MultiplyAdd(left._value, right._value, addend._value));
    }
#endif

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
#if NET9_0_OR_GREATER
    public static void AddProduct(ref Simd128 sum, Simd128 left, Simd128 right) =>
        Unsafe.As<Simd128, Vector128<float>>(ref sum) = Vector128.MultiplyAddEstimate(left._value, right._value, sum._value);
#else
    public static void AddProduct(ref Simd128 sum, Simd128 left, Simd128 right) => sum = MultiplyAdd(left, right, sum);
#endif

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddDots(ref Simd128 sum, Simd128 values, Simd128 weights)
    {
        if (Ssse3.IsSupported)
        {
            Vector128<short> pairs = Ssse3.MultiplyAddAdjacent(values._value.AsByte(), weights._value.AsSByte());
            Unsafe.As<Simd128, Vector128<int>>(ref sum) = sum._value.AsInt32() + Sse2.MultiplyAddAdjacent(pairs, Vector128<short>.One);
            return;
        }

        if (Dp.IsSupported)
        {
            Unsafe.As<Simd128, Vector128<int>>(ref sum) = Dp.DotProduct(sum._value.AsInt32(), values._value.AsSByte(), weights._value.AsSByte());
            return;
        }

        Vector128<int> total = sum._value.AsInt32();
        for (int shift = 24; shift >= 0; shift -= 8) total += ((values._value.AsInt32() << shift) >> 24) * ((weights._value.AsInt32() << shift) >> 24);
        sum = Unsafe.BitCast<Vector128<int>, Simd128>(total);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 ToFloats(Simd128 numbers) => Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.ConvertToSingle(numbers._value.AsInt32()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Bundle(Simd128 first, Simd128 second, Simd128 third, Simd128 fourth)
        => Unsafe.BitCast<Vector128<int>, Simd128>(Vector128.ConvertToInt32(first._value) | (Vector128.ConvertToInt32(second._value) << 8)
            | (Vector128.ConvertToInt32(third._value) << 16) | (Vector128.ConvertToInt32(fourth._value) << 24));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Sqrt(Simd128 value) => Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Abs(Simd128 value) => Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Max(Simd128 left, Simd128 right)
    {
        if (AdvSimd.IsSupported) return Unsafe.BitCast<Vector128<float>, Simd128>(AdvSimd.Max(left._value, right._value));
        // x86 gives the right operand where either is NaN; so only NaN on the left is lost, and put back. A constant on the left costs nothing.
        Vector128<float> chosen = Sse.IsSupported
            ? Sse.Max(left._value, right._value)
            : Vector128.ConditionalSelect(Vector128.GreaterThan(left._value, right._value), left._value, right._value);
        return Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.ConditionalSelect(Vector128.Equals(left._value, left._value), chosen, left._value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Min(Simd128 left, Simd128 right)
    {
        if (AdvSimd.IsSupported) return Unsafe.BitCast<Vector128<float>, Simd128>(AdvSimd.Min(left._value, right._value));
        // x86 gives the right operand where either is NaN; so only NaN on the left is lost, and put back. A constant on the left costs nothing.
        Vector128<float> chosen = Sse.IsSupported
            ? Sse.Min(left._value, right._value)
            : Vector128.ConditionalSelect(Vector128.LessThan(left._value, right._value), left._value, right._value);
        return Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.ConditionalSelect(Vector128.Equals(left._value, left._value), chosen, left._value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 LessThan(Simd128 left, Simd128 right) => Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.LessThan(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Equal(Simd128 left, Simd128 right) => Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.Equals(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Select(Simd128 mask, Simd128 ifSet, Simd128 ifClear) =>
        Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.ConditionalSelect(mask._value, ifSet._value, ifClear._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator &(Simd128 left, Simd128 right) => Unsafe.BitCast<Vector128<float>, Simd128>(left._value & right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator |(Simd128 left, Simd128 right) => Unsafe.BitCast<Vector128<float>, Simd128>(left._value | right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Permute(Simd128 value, Simd128 order)
        => Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.Shuffle(value._value, order._value.AsInt32()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Simd128 value)
    {
        Vector128<float> pairs = value._value + Vector128.Shuffle(value._value, Vector128.Create(2, 3, 0, 1));
        return pairs.GetElement(0) + pairs.GetElement(1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Round(Simd128 value)
    {
        if (AdvSimd.IsSupported) return Unsafe.BitCast<Vector128<float>, Simd128>(AdvSimd.RoundToNearest(value._value));
        if (Sse41.IsSupported) return Unsafe.BitCast<Vector128<float>, Simd128>(Sse41.RoundToNearestInteger(value._value));

        // Adding 2^23 pushes the fraction out, rounding to even; larger magnitudes have none, and NaN stays what it is.
        Vector128<float> sign = value._value & Vector128.Create(-0f);
        Vector128<float> magnitude = Vector128.Abs(value._value);
        Vector128<float> limit = Vector128.Create(8388608f);
        Vector128<float> rounded = ((magnitude + limit) - limit) | sign;
        return Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.ConditionalSelect(Vector128.LessThan(magnitude, limit), rounded, value._value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 PowerOfTwo(Simd128 exponent)
    {
        // Added to 1.5 * 2^23, an integer lies in the low bits of the sum: no conversion needed.
        Vector128<int> bits = (exponent._value + Vector128.Create(12582912f)).AsInt32();
        return Unsafe.BitCast<Vector128<float>, Simd128>(((bits << 23) + Vector128.Create(0x3F800000)).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Exponent(Simd128 value) =>
        Unsafe.BitCast<Vector128<float>, Simd128>(Vector128.ConvertToSingle((value._value.AsInt32() >> 23) - Vector128.Create(127)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Significand(Simd128 value) =>
        Unsafe.BitCast<Vector128<float>, Simd128>(((value._value.AsInt32() & Vector128.Create(0x007FFFFF)) | Vector128.Create(0x3F800000)).AsSingle());

    internal Vector128<float> Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _value;
    }
}
