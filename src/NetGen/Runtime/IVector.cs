using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>
/// A SIMD register of floats. Kernels are generic over it, so that one text serves every width; each implementation is a struct
/// around one hardware vector whose members are inlined away.
/// </summary>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IVector<TSelf>
    where TSelf : struct, IVector<TSelf>
{
    /// <summary>Floats in the register: 16, 8, 4 or 1. A JIT-time constant.</summary>
    static abstract int Count { get; }

    /// <summary>All lanes zero.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>All lanes <paramref name="value"/>.</summary>
    static abstract TSelf Broadcast(float value);

    /// <summary>Loads <see cref="Count"/> floats; no alignment needed.</summary>
    static abstract TSelf Load(ref float source);

    /// <summary>Loads <see cref="Count"/> floats of which only the upper halves are stored; no alignment needed.</summary>
    static abstract TSelf LoadBFloat16(ref ushort source);

    /// <summary>Loads <see cref="Count"/> whole numbers as floats.</summary>
    static abstract TSelf LoadInt8(ref sbyte source);

    /// <summary>Stores <see cref="Count"/> floats; no alignment needed.</summary>
    static abstract void Store(TSelf value, ref float destination);

    /// <summary>Sum per lane.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>Difference per lane.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>Product per lane.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>Quotient per lane.</summary>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary><c>left * right + addend</c>: one rounding where the hardware fuses, two where it does not.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>
    /// <c>sum = left * right + sum</c>, as <see cref="MultiplyAdd"/>. Stored through the reference, the product is one instruction that adds to
    /// its own operand; as a value that is assigned, the JIT overwrites a factor and moves the result back.
    /// </summary>
    static abstract void AddProduct(ref TSelf sum, TSelf left, TSelf right);

    /// <summary>
    /// Per lane, which here holds a whole number of 32 bits: adds the sum of four products, of bytes from 0 to 127 with bytes from -127 to 127. Exact.
    /// </summary>
    static abstract void AddDots(ref TSelf sum, TSelf values, TSelf weights);

    /// <summary>Whole numbers of 32 bits as floats, rounded to nearest where they have more than 24 bits.</summary>
    static abstract TSelf ToFloats(TSelf numbers);

    /// <summary>Four floats that are whole numbers from 0 to 127 as the four bytes of each lane, the first in the lowest.</summary>
    static abstract TSelf Bundle(TSelf first, TSelf second, TSelf third, TSelf fourth);

    /// <summary>Square root per lane.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>Absolute value per lane.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>The larger of two lanes; NaN if either is NaN, on every instruction set.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>The smaller of two lanes; NaN if either is NaN, on every instruction set.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>A mask: all bits of a lane set where left &lt; right.</summary>
    static abstract TSelf LessThan(TSelf left, TSelf right);

    /// <summary>A mask: all bits of a lane set where the lanes are equal.</summary>
    static abstract TSelf Equal(TSelf left, TSelf right);

    /// <summary>Per bit: <paramref name="ifSet"/> where the mask is set, else <paramref name="ifClear"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf ifSet, TSelf ifClear);

    /// <summary>Bitwise and.</summary>
    static abstract TSelf operator &(TSelf left, TSelf right);

    /// <summary>Bitwise or.</summary>
    static abstract TSelf operator |(TSelf left, TSelf right);

    /// <summary>Lane i of the result is that lane of <paramref name="value"/> which the bits of lane i of <paramref name="order"/> number.</summary>
    static abstract TSelf Permute(TSelf value, TSelf order);

    /// <summary>Sum of all lanes, in a fixed tree order.</summary>
    static abstract float Sum(TSelf value);

    /// <summary>Nearest integer per lane, ties to even, still as a float.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>2 to the power of an integral lane in -126..127.</summary>
    static abstract TSelf PowerOfTwo(TSelf exponent);

    /// <summary>The unbiased binary exponent of a positive normal lane, as a float.</summary>
    static abstract TSelf Exponent(TSelf value);

    /// <summary>The significand of a positive normal lane, in [1, 2).</summary>
    static abstract TSelf Significand(TSelf value);
}
