using NetGen.Runtime;

using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>Every row length from 1 to 70 against plain loops in double.</summary>
public class LogSoftmaxTests
{
    private const float Guard = 12345f;

    public static TheoryData<int> Lengths => [.. Enumerable.Range(1, 70)];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void ItIsItsFormulaAndMayWriteOverItsInput(int count)
    {
        foreach (float scale in (float[])[0.01f, 4, 300])
        {
            float[] logits = Row(count, 2, scale);
            double[] expected = Expected(logits);
            float[] output = Guarded(count);
            LogSoftmax.Forward(ref logits[1], count, ref output[1]);
            for (int i = 0; i < count; i++) Assert.Equal(expected[i], output[i + 1], (1 + Math.Abs(expected[i])) * 3e-7);
            AssertGuards(output);
            LogSoftmax.Forward(ref logits[1], count, ref logits[1]);
            Assert.Equal(output[1..^1], logits[1..^1]);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void ItsGradientIsWrittenOrAdded(int count)
    {
        float[] output = Guarded(count);
        float[] logits = Row(count, 3, 2);
        LogSoftmax.Forward(ref logits[1], count, ref output[1]);
        float[] dOutput = Row(count, 4, 1);
        double sum = dOutput[1..^1].Sum(value => (double)value);

        float[] dInput = Guarded(count);
        LogSoftmax.Backward(ref output[1], ref dOutput[1], count, ref dInput[1], adds: false);
        for (int i = 1; i <= count; i++) Assert.Equal(dOutput[i] - (Math.Exp(output[i]) * sum), dInput[i], 1e-5);
        AssertGuards(dInput);
        float[] added = Row(count, 5, 1);
        float[] before = [.. added];
        LogSoftmax.Backward(ref output[1], ref dOutput[1], count, ref added[1], adds: true);
        for (int i = 1; i <= count; i++) Assert.Equal((double)before[i] + dInput[i], added[i], 1e-6);
    }

    [Fact]
    public void OneThatIsNoNumberMakesAllNone()
    {
        for (int place = 0; place < 19; place++)
        {
            float[] logits = [.. Enumerable.Range(0, 19).Select(index => index == place ? float.NaN : index)];
            LogSoftmax.Forward(ref logits[0], 19, ref logits[0]);
            Assert.All(logits, value => Assert.True(float.IsNaN(value)));
        }
    }

    private static double[] Expected(float[] guarded)
    {
        double[] row = [.. guarded[1..^1].Select(value => (double)value)];
        double largest = row.Max();
        double logarithm = largest + Math.Log(row.Sum(value => Math.Exp(value - largest)));
        return [.. row.Select(value => value - logarithm)];
    }

    private static float[] Row(int count, ulong seed, float scale)
    {
        SeededRandom random = new(seed);
        return [Guard, .. Enumerable.Range(0, count).Select(_ => scale * (float)((2 * random.NextDouble()) - 1)), Guard];
    }

    private static float[] Guarded(int count) => [.. Enumerable.Repeat(Guard, count + 2)];

    private static void AssertGuards(float[] row)
    {
        Assert.Equal(Guard, row[0]);
        Assert.Equal(Guard, row[^1]);
    }
}
