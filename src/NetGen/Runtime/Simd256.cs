using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime;

/// <summary>Eight floats in one 256-bit register.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Simd256 : IVector<Simd256>
{
    private readonly Vector256<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Simd256(Vector256<float> value) => _value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<float>.Count;
    }

    /// <inheritdoc/>
    public static Simd256 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector256<float>, Simd256>(Vector256<float>.Zero);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Broadcast(float value) => Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Load(ref float source) => Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.LoadUnsafe(ref source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 LoadBFloat16(ref ushort source)
    {
        Vector128<ushort> halves = Vector128.LoadUnsafe(ref source);
        Vector256<int> wide = Avx2.IsSupported
            ? Avx2.ConvertToVector256Int32(halves)
            : Vector256.Create(Vector128.WidenLower(halves), Vector128.WidenUpper(halves)).AsInt32();
        return Unsafe.BitCast<Vector256<int>, Simd256>(wide << 16);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 LoadInt8(ref sbyte source)
    {
        Vector128<sbyte> numbers = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<sbyte, byte>(ref source))).AsSByte();
        if (Avx2.IsSupported) return Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(numbers)));
        Vector128<short> lower = Vector128.WidenLower(numbers);
        return Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.ConvertToSingle(Vector256.Create(Vector128.WidenLower(lower), Vector128.WidenUpper(lower))));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd256 value, ref float destination) => value._value.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator +(Simd256 left, Simd256 right) => Unsafe.BitCast<Vector256<float>, Simd256>(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator -(Simd256 left, Simd256 right) => Unsafe.BitCast<Vector256<float>, Simd256>(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator *(Simd256 left, Simd256 right) => Unsafe.BitCast<Vector256<float>, Simd256>(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator /(Simd256 left, Simd256 right) => Unsafe.BitCast<Vector256<float>, Simd256>(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
#if NET9_0_OR_GREATER
    public static Simd256 MultiplyAdd(Simd256 left, Simd256 right, Simd256 addend) =>
        Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.MultiplyAddEstimate(left._value, right._value, addend._value));
#else
    public static Simd256 MultiplyAdd(Simd256 left, Simd256 right, Simd256 addend)
    {
        if (Vector256.IsHardwareAccelerated && Fma.IsSupported)
        {
            return Unsafe.BitCast<Vector256<float>, Simd256>(Fma.MultiplyAdd(left._value, right._value, addend._value));
        }

        return Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.Create(
            Simd128.MultiplyAdd(left.Lower, right.Lower, addend.Lower).Value,
            Simd128.MultiplyAdd(left.Upper, right.Upper, addend.Upper).Value));
    }
#endif

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
#if NET9_0_OR_GREATER
    public static void AddProduct(ref Simd256 sum, Simd256 left, Simd256 right) =>
        Unsafe.As<Simd256, Vector256<float>>(ref sum) = Vector256.MultiplyAddEstimate(left._value, right._value, sum._value);
#else
    public static void AddProduct(ref Simd256 sum, Simd256 left, Simd256 right) => sum = MultiplyAdd(left, right, sum);
#endif

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddDots(ref Simd256 sum, Simd256 values, Simd256 weights)
    {
#if NET9_0_OR_GREATER
        if (AvxVnni.IsSupported)
        {
            Unsafe.As<Simd256, Vector256<int>>(ref sum) =
                AvxVnni.MultiplyWideningAndAdd(sum._value.AsInt32(), values._value.AsByte(), weights._value.AsSByte());
            return;
        }

#endif
        if (Avx2.IsSupported)
        {
            Vector256<short> pairs = Avx2.MultiplyAddAdjacent(values._value.AsByte(), weights._value.AsSByte());
            Unsafe.As<Simd256, Vector256<int>>(ref sum) = sum._value.AsInt32() + Avx2.MultiplyAddAdjacent(pairs, Vector256<short>.One);
            return;
        }

        Vector256<int> total = sum._value.AsInt32();
        for (int shift = 24; shift >= 0; shift -= 8) total += ((values._value.AsInt32() << shift) >> 24) * ((weights._value.AsInt32() << shift) >> 24);
        sum = Unsafe.BitCast<Vector256<int>, Simd256>(total);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 ToFloats(Simd256 numbers) => Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.ConvertToSingle(numbers._value.AsInt32()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Bundle(Simd256 first, Simd256 second, Simd256 third, Simd256 fourth)
        => Unsafe.BitCast<Vector256<int>, Simd256>(Vector256.ConvertToInt32(first._value) | (Vector256.ConvertToInt32(second._value) << 8)
            | (Vector256.ConvertToInt32(third._value) << 16) | (Vector256.ConvertToInt32(fourth._value) << 24));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Sqrt(Simd256 value) => Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Abs(Simd256 value) => Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Max(Simd256 left, Simd256 right)
    {
        // x86 gives the right operand where either is NaN; so only NaN on the left is lost, and put back. A constant on the left costs nothing.
        Vector256<float> chosen = Avx.IsSupported
            ? Avx.Max(left._value, right._value)
            : Vector256.ConditionalSelect(Vector256.GreaterThan(left._value, right._value), left._value, right._value);
        return Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.ConditionalSelect(Vector256.Equals(left._value, left._value), chosen, left._value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Min(Simd256 left, Simd256 right)
    {
        // x86 gives the right operand where either is NaN; so only NaN on the left is lost, and put back. A constant on the left costs nothing.
        Vector256<float> chosen = Avx.IsSupported
            ? Avx.Min(left._value, right._value)
            : Vector256.ConditionalSelect(Vector256.LessThan(left._value, right._value), left._value, right._value);
        return Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.ConditionalSelect(Vector256.Equals(left._value, left._value), chosen, left._value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 LessThan(Simd256 left, Simd256 right) => Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.LessThan(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Equal(Simd256 left, Simd256 right) => Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.Equals(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Select(Simd256 mask, Simd256 ifSet, Simd256 ifClear) =>
        Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.ConditionalSelect(mask._value, ifSet._value, ifClear._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator &(Simd256 left, Simd256 right) => Unsafe.BitCast<Vector256<float>, Simd256>(left._value & right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator |(Simd256 left, Simd256 right) => Unsafe.BitCast<Vector256<float>, Simd256>(left._value | right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Permute(Simd256 value, Simd256 order) => Unsafe.BitCast<Vector256<float>, Simd256>(Avx2.IsSupported
        ? Avx2.PermuteVar8x32(value._value, order._value.AsInt32())
        : Vector256.Shuffle(value._value, order._value.AsInt32()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Simd256 value) => Simd128.Sum(value.Lower + value.Upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Round(Simd256 value) => Avx.IsSupported
        ? Unsafe.BitCast<Vector256<float>, Simd256>(Avx.RoundToNearestInteger(value._value))
        : Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.Create(Simd128.Round(value.Lower).Value, Simd128.Round(value.Upper).Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 PowerOfTwo(Simd256 exponent)
    {
        // Added to 1.5 * 2^23, an integer lies in the low bits of the sum: no conversion needed.
        Vector256<int> bits = (exponent._value + Vector256.Create(12582912f)).AsInt32();
        return Unsafe.BitCast<Vector256<float>, Simd256>(((bits << 23) + Vector256.Create(0x3F800000)).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Exponent(Simd256 value) =>
        Unsafe.BitCast<Vector256<float>, Simd256>(Vector256.ConvertToSingle((value._value.AsInt32() >> 23) - Vector256.Create(127)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Significand(Simd256 value) =>
        Unsafe.BitCast<Vector256<float>, Simd256>(((value._value.AsInt32() & Vector256.Create(0x007FFFFF)) | Vector256.Create(0x3F800000)).AsSingle());

    internal Vector256<float> Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _value;
    }

    private Simd128 Lower
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector128<float>, Simd128>(_value.GetLower());
    }

    private Simd128 Upper
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector128<float>, Simd128>(_value.GetUpper());
    }
}
