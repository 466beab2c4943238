using NetGen.Runtime;

using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>The vector structs against plain float arithmetic, lane by lane.</summary>
public abstract class VectorTests<TVector>
    where TVector : struct, IVector<TVector>
{
    private static readonly float[] Interesting =
    [
        0f, -0f, 1f, -1f, 0.5f, 1.5f, 2.5f, -2.5f, 3.7f, -3.7f, 8388607.5f, 8388609f, -16777216f, 1e-40f, 1e30f, -1e30f,
        float.MaxValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    [Fact]
    public void ArithmeticIsThatOfFloats()
    {
        ForEachPair((a, b) =>
        {
            AssertLanes(a + b, TVector.Broadcast(a) + TVector.Broadcast(b));
            AssertLanes(a - b, TVector.Broadcast(a) - TVector.Broadcast(b));
            AssertLanes(a * b, TVector.Broadcast(a) * TVector.Broadcast(b));
            AssertLanes(a / b, TVector.Broadcast(a) / TVector.Broadcast(b));
        });
    }

    [Fact]
    public void UpperHalvesAreLoadedAsTheFloatsThatTheyBegin()
    {
        ushort[] halves = [.. Enumerable.Range(0, 1 << 16).Select(half => (ushort)half)];
        float[] lanes = new float[TVector.Count];
        for (int first = 0; first < halves.Length; first += TVector.Count)
        {
            TVector.Store(TVector.LoadBFloat16(ref halves[first]), ref lanes[0]);
            for (int lane = 0; lane < lanes.Length; lane++) Assert.Equal((uint)(first + lane) << 16, BitConverter.SingleToUInt32Bits(lanes[lane]));
        }
    }

    [Fact]
    public void WholeNumbersAreLoadedAsFloats()
    {
        sbyte[] numbers = [.. Enumerable.Range(-128, 256).Select(number => (sbyte)number)];
        float[] lanes = new float[TVector.Count];
        for (int first = 0; first < numbers.Length; first += TVector.Count)
        {
            TVector.Store(TVector.LoadInt8(ref numbers[first]), ref lanes[0]);
            for (int lane = 0; lane < lanes.Length; lane++) Assert.Equal(first + lane - 128, lanes[lane]);
        }
    }

    [Fact]
    public void BundlesHoldFourBytesAndTheirProductsAreAddedUp()
    {
        (int Value, int Weight)[][] bundles =
        [
            [(127, 127), (127, 127), (127, 127), (127, 127)],
            [(127, -127), (127, -127), (127, -127), (127, -127)],
            [(0, 5), (1, -6), (2, 100), (64, -127)],
            [(127, 127), (127, -127), (3, 1), (90, 0)],
        ];
        foreach ((int Value, int Weight)[] products in bundles)
        {
            TVector[] values = [.. products.Select(product => TVector.Broadcast(product.Value))];
            TVector bundle = TVector.Bundle(values[0], values[1], values[2], values[3]);
            byte[] weights = [.. products.Select(product => (byte)(sbyte)product.Weight)];
            TVector sum = TVector.Broadcast(BitConverter.Int32BitsToSingle(-1_000_000));
            TVector.AddDots(ref sum, bundle, TVector.Broadcast(BitConverter.ToSingle(weights)));
            TVector.AddDots(ref sum, bundle, TVector.Broadcast(BitConverter.ToSingle(weights)));
            AssertLanes((2 * products.Sum(product => product.Value * product.Weight)) - 1_000_000, TVector.ToFloats(sum));
        }
    }

    [Fact]
    public void MaxAndMinPropagateNaNFromEitherSide()
    {
        ForEachPair((a, b) =>
        {
            AssertLanes(MathF.Max(a, b), TVector.Max(TVector.Broadcast(a), TVector.Broadcast(b)));
            AssertLanes(MathF.Min(a, b), TVector.Min(TVector.Broadcast(a), TVector.Broadcast(b)));
        });
    }

    [Fact]
    public void ComparisonsMakeMasksForSelect()
    {
        ForEachPair((a, b) =>
        {
            TVector less = TVector.LessThan(TVector.Broadcast(a), TVector.Broadcast(b));
            TVector equal = TVector.Equal(TVector.Broadcast(a), TVector.Broadcast(b));
            AssertLanes(a < b ? 7f : 9f, TVector.Select(less, TVector.Broadcast(7f), TVector.Broadcast(9f)));
            AssertLanes(a == b ? 7f : 9f, TVector.Select(equal, TVector.Broadcast(7f), TVector.Broadcast(9f)));
            AssertLanes(a < b ? 7f : 0f, less & TVector.Broadcast(7f));
            AssertLanes(a < b || a == b ? 7f : 0f, (less | equal) & TVector.Broadcast(7f));
        });
    }

    [Fact]
    public void UnaryOperationsAreThoseOfFloats()
    {
        foreach (float x in Interesting)
        {
            TVector vector = TVector.Broadcast(x);
            AssertLanes(MathF.Sqrt(x), TVector.Sqrt(vector));
            AssertLanes(MathF.Abs(x), TVector.Abs(vector));
            AssertLanes(MathF.Round(x), TVector.Round(vector));
        }
    }

    [Fact]
    public void ExponentAndSignificandTakeANumberApart()
    {
        for (int exponent = -126; exponent <= 127; exponent++)
        {
            float power = MathF.ScaleB(1f, exponent);
            AssertLanes(power, TVector.PowerOfTwo(TVector.Broadcast(exponent)));
            AssertLanes(exponent, TVector.Exponent(TVector.Broadcast(power * 1.9999999f)));
            AssertLanes(1.625f, TVector.Significand(TVector.Broadcast(power * 1.625f)));
        }
    }

    [Fact]
    public void MultiplyAddRoundsOnceOrTwiceAsTheScalarDoes()
    {
        ForEachPair((a, b) =>
        {
            SimdScalar expected = SimdScalar.MultiplyAdd(SimdScalar.Broadcast(a), SimdScalar.Broadcast(b), SimdScalar.Broadcast(-a));
            TVector actual = TVector.MultiplyAdd(TVector.Broadcast(a), TVector.Broadcast(b), TVector.Broadcast(-a));
            AssertLanes(SimdScalar.Sum(expected), actual);
        });
    }

    [Fact]
    public void LoadAndStoreMoveEveryLaneAndNoOther()
    {
        float[] source = new float[TVector.Count + 2];
        for (int i = 0; i < source.Length; i++) source[i] = i + 1;
        float[] destination = new float[source.Length];
        TVector.Store(TVector.Load(ref source[1]), ref destination[1]);
        source[0] = source[^1] = 0;
        Assert.Equal(source, destination);
    }

    [Fact]
    public void PermuteTakesTheLanesThatTheOrderNumbers()
    {
        float[] values = [.. Enumerable.Range(0, TVector.Count).Select(lane => lane + 0.5f)];
        for (int shift = 0; shift < TVector.Count; shift++)
        {
            int[] order = [.. Enumerable.Range(0, TVector.Count).Select(lane => ((lane * 3) + shift) % TVector.Count)];
            float[] bits = Array.ConvertAll(order, BitConverter.Int32BitsToSingle);
            float[] actual = new float[TVector.Count];
            TVector.Store(TVector.Permute(TVector.Load(ref values[0]), TVector.Load(ref bits[0])), ref actual[0]);
            Assert.Equal(Array.ConvertAll(order, lane => values[lane]), actual);
        }
    }

    [Fact]
    public void SumAddsHalvesThenQuartersThenPairs()
    {
        float[] values = new float[TVector.Count];
        for (int i = 0; i < values.Length; i++) values[i] = MathF.ScaleB(1.1f, (i * 7 % 13) - 6) * (i % 3 == 0 ? -1 : 1);
        float actual = TVector.Sum(TVector.Load(ref values[0]));
        for (int half = values.Length / 2; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++) values[i] += values[i + half];
        }

        Assert.Equal(values[0], actual);
    }

    private static void ForEachPair(Action<float, float> body)
    {
        foreach (float a in Interesting)
        {
            foreach (float b in Interesting) body(a, b);
        }
    }

    private static void AssertLanes(float expected, TVector actual)
    {
        float[] lanes = new float[TVector.Count];
        TVector.Store(actual, ref lanes[0]);
        Assert.All(lanes, lane => Assert.Equal(expected, lane));
    }
}

public class Simd512Tests : VectorTests<Simd512>;

public class Simd256Tests : VectorTests<Simd256>;

public class Simd128Tests : VectorTests<Simd128>;

public class SimdScalarTests : VectorTests<SimdScalar>;
