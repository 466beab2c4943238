using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime;

/// <summary>Sixteen floats in one 512-bit register.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Simd512 : IVector<Simd512>
{
    // Made by BitCast, not by a constructor: a constructor is one more call for the inliner, whose budget per method is finite.
    private readonly Vector512<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Simd512(Vector512<float> value) => _value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<float>.Count;
    }

    /// <inheritdoc/>
    public static Simd512 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector512<float>, Simd512>(Vector512<float>.Zero);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Broadcast(float value) => Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Load(ref float source) => Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.LoadUnsafe(ref source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 LoadBFloat16(ref ushort source)
    {
        Vector256<ushort> halves = Vector256.LoadUnsafe(ref source);
        Vector512<int> wide = Avx512F.IsSupported
            ? Avx512F.ConvertToVector512Int32(halves)
            : Vector512.Create(Vector256.WidenLower(halves), Vector256.WidenUpper(halves)).AsInt32();
        return Unsafe.BitCast<Vector512<int>, Simd512>(wide << 16);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 LoadInt8(ref sbyte source)
    {
        Vector128<sbyte> numbers = Vector128.LoadUnsafe(ref source);
        if (Avx512F.IsSupported) return Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(numbers)));
        (Vector128<short> lower, Vector128<short> upper) = Vector128.Widen(numbers);
        return Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.ConvertToSingle(Vector512.Create(
            Vector256.Create(Vector128.WidenLower(lower), Vector128.WidenUpper(lower)),
            Vector256.Create(Vector128.WidenLower(upper), Vector128.WidenUpper(upper)))));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd512 value, ref float destination) => value._value.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator +(Simd512 left, Simd512 right) => Unsafe.BitCast<Vector512<float>, Simd512>(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator -(Simd512 left, Simd512 right) => Unsafe.BitCast<Vector512<float>, Simd512>(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator *(Simd512 left, Simd512 right) => Unsafe.BitCast<Vector512<float>, Simd512>(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator /(Simd512 left, Simd512 right) => Unsafe.BitCast<Vector512<float>, Simd512>(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
#if NET9_0_OR_GREATER
    public static Simd512 MultiplyAdd(Simd512 left, Simd512 right, Simd512 addend) =>
        Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.MultiplyAddEstimate(left._value, right._value, addend._value));
#else
    public static Simd512 MultiplyAdd(Simd512 left, Simd512 right, Simd512 addend)
    {
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
        {
            return Unsafe.BitCast<Vector512<float>, Simd512>(Avx512F.FusedMultiplyAdd(left._value, right._value, addend._value));
        }

        return Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.Create(
            Simd256.MultiplyAdd(left.Lower, right.Lower, addend.Lower).Value,
            Simd256.MultiplyAdd(left.Upper, right.Upper, addend.Upper).Value));
    }
#endif

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
#if NET9_0_OR_GREATER
    public static void AddProduct(ref Simd512 sum, Simd512 left, Simd512 right) =>
        Unsafe.As<Simd512, Vector512<float>>(ref sum) = Vector512.MultiplyAddEstimate(left._value, right._value, sum._value);
#else
    public static void AddProduct(ref Simd512 sum, Simd512 left, Simd512 right) => sum = MultiplyAdd(left, right, sum);
#endif

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddDots(ref Simd512 sum, Simd512 values, Simd512 weights)
    {
        if (Avx512BW.IsSupported)
        {
            Vector512<short> pairs = Avx512BW.MultiplyAddAdjacent(values._value.AsByte(), weights._value.AsSByte());
            Unsafe.As<Simd512, Vector512<int>>(ref sum) = sum._value.AsInt32() + Avx512BW.MultiplyAddAdjacent(pairs, Vector512<short>.One);
            return;
        }

        Vector512<int> total = sum._value.AsInt32();
        for (int shift = 24; shift >= 0; shift -= 8) total += ((values._value.AsInt32() << shift) >> 24) * ((weights._value.AsInt32() << shift) >> 24);
        sum = Unsafe.BitCast<Vector512<int>, Simd512>(total);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 ToFloats(Simd512 numbers) => Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.ConvertToSingle(numbers._value.AsInt32()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Bundle(Simd512 first, Simd512 second, Simd512 third, Simd512 fourth)
        => Unsafe.BitCast<Vector512<int>, Simd512>(Vector512.ConvertToInt32(first._value) | (Vector512.ConvertToInt32(second._value) << 8)
            | (Vector512.ConvertToInt32(third._value) << 16) | (Vector512.ConvertToInt32(fourth._value) << 24));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Sqrt(Simd512 value) => Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Abs(Simd512 value) => Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Max(Simd512 left, Simd512 right)
    {
        // x86 gives the right operand where either is NaN; so only NaN on the left is lost, and put back. A constant on the left costs nothing.
        Vector512<float> chosen = Avx512F.IsSupported
            ? Avx512F.Max(left._value, right._value)
            : Vector512.ConditionalSelect(Vector512.GreaterThan(left._value, right._value), left._value, right._value);
        return Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.ConditionalSelect(Vector512.Equals(left._value, left._value), chosen, left._value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Min(Simd512 left, Simd512 right)
    {
        // x86 gives the right operand where either is NaN; so only NaN on the left is lost, and put back. A constant on the left costs nothing.
        Vector512<float> chosen = Avx512F.IsSupported
            ? Avx512F.Min(left._value, right._value)
            : Vector512.ConditionalSelect(Vector512.LessThan(left._value, right._value), left._value, right._value);
        return Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.ConditionalSelect(Vector512.Equals(left._value, left._value), chosen, left._value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 LessThan(Simd512 left, Simd512 right) => Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.LessThan(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Equal(Simd512 left, Simd512 right) => Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.Equals(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Select(Simd512 mask, Simd512 ifSet, Simd512 ifClear) =>
        Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.ConditionalSelect(mask._value, ifSet._value, ifClear._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator &(Simd512 left, Simd512 right) => Unsafe.BitCast<Vector512<float>, Simd512>(left._value & right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator |(Simd512 left, Simd512 right) => Unsafe.BitCast<Vector512<float>, Simd512>(left._value | right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Permute(Simd512 value, Simd512 order) => Unsafe.BitCast<Vector512<float>, Simd512>(Avx512F.IsSupported
        ? Avx512F.PermuteVar16x32(value._value, order._value.AsInt32())
        : Vector512.Shuffle(value._value, order._value.AsInt32()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Simd512 value) => Simd256.Sum(value.Lower + value.Upper);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Round(Simd512 value) => Avx512F.IsSupported
        ? Unsafe.BitCast<Vector512<float>, Simd512>(Avx512F.RoundScale(value._value, 0))
        : Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.Create(Simd256.Round(value.Lower).Value, Simd256.Round(value.Upper).Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 PowerOfTwo(Simd512 exponent)
    {
        // Added to 1.5 * 2^23, an integer lies in the low bits of the sum: no conversion needed.
        Vector512<int> bits = (exponent._value + Vector512.Create(12582912f)).AsInt32();
        return Unsafe.BitCast<Vector512<float>, Simd512>(((bits << 23) + Vector512.Create(0x3F800000)).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Exponent(Simd512 value) =>
        Unsafe.BitCast<Vector512<float>, Simd512>(Vector512.ConvertToSingle((value._value.AsInt32() >> 23) - Vector512.Create(127)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Significand(Simd512 value) =>
        Unsafe.BitCast<Vector512<float>, Simd512>(((value._value.AsInt32() & Vector512.Create(0x007FFFFF)) | Vector512.Create(0x3F800000)).AsSingle());

    private Simd256 Lower
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector256<float>, Simd256>(_value.GetLower());
    }

    private Simd256 Upper
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector256<float>, Simd256>(_value.GetUpper());
    }
}
