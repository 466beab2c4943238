using NetGen.Runtime;

using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>Every row length from 1 to 70 against plain loops in double.</summary>
public class LossesTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(1, 70)];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void SoftmaxCrossEntropyIsItsFormula(int classes)
    {
        float[] logits = Row(classes, 1, 4);
        double[] softmax = Softmax(logits);
        for (int label = 0; label < classes; label += 1 + (classes / 5))
        {
            float[] gradient = Guarded(classes);
            float loss = Losses.SoftmaxCrossEntropy(ref logits[1], classes, label, 0.25f, ref gradient[1]);
            AssertNear(-Math.Log(softmax[label]), loss, 4);
            for (int i = 0; i < classes; i++) AssertNear((softmax[i] - (i == label ? 1 : 0)) * 0.25, gradient[i + 1], 0.25);
            AssertGuards(gradient);
        }
    }

    /// <summary>Shares of classes and of all, with and without weights, against the sum that they stand for.</summary>
    [Theory]
    [MemberData(nameof(Lengths))]
    public void CrossEntropyOfSharesIsItsFormula(int classes)
    {
        float[] logits = Row(classes, 1, 4);
        double[] softmax = Softmax(logits);
        float[] targets = [.. Row(classes, 2, 1).Select(Math.Abs)];
        float[] weights = [.. Row(classes, 3, 2)[1..^1].Select(Math.Abs)];
        foreach (float[] classWeights in (float[][])[[], weights])
        {
            foreach (float smoothing in (float[])[0, 0.25f])
            {
                float[] gradient = Guarded(classes);
                float loss = Losses.CrossEntropy(ref logits[1], classes, ref targets[1], classWeights, smoothing, 0.25f, ref gradient[1]);
                Check(loss, gradient, index => targets[index + 1]);
                for (int label = 0; label < classes; label += 1 + (classes / 5))
                {
                    gradient = Guarded(classes);
                    loss = Losses.CrossEntropy(ref logits[1], classes, label, classWeights, smoothing, 0.25f, ref gradient[1]);
                    Check(loss, gradient, index => index == label ? 1 : 0);
                }

                void Check(float loss, float[] gradient, Func<int, double> target)
                {
                    double[] shares = [.. Enumerable.Range(0, classes).Select(c => (classWeights.Length == 0 ? 1 : classWeights[c]) * (((1 - smoothing) * target(c)) + (smoothing / classes)))];
                    AssertNear(shares.Zip(softmax).Sum(pair => -pair.First * Math.Log(pair.Second)), loss, 8 * shares.Sum());
                    for (int c = 0; c < classes; c++) AssertNear(0.25 * ((shares.Sum() * softmax[c]) - shares[c]), gradient[c + 1], shares.Sum());
                    AssertGuards(gradient);
                }
            }
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(7)]
    [InlineData(99)]
    [InlineData(100_000_000)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void ALabelOutsideTheClassesTouchesNoMemory(int label)
    {
        float[] logits = Row(7, 1, 4);
        float[] gradient = Guarded(7);
        float[] before = [.. gradient];
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(nameof(label), () => Losses.SoftmaxCrossEntropy(ref logits[1], 7, label, 1f, ref gradient[1]));
        Assert.Contains($"A label is {label}; expected 0 to 6.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, gradient);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void SoftmaxIsItsFormulaAndMayWriteOverItsInput(int count)
    {
        float[] logits = Row(count, 2, 4);
        double[] softmax = Softmax(logits);
        float[] output = Guarded(count);
        Losses.Softmax(ref logits[1], count, ref output[1]);
        for (int i = 0; i < count; i++) AssertNear(softmax[i], output[i + 1], 1);
        AssertGuards(output);
        Losses.Softmax(ref logits[1], count, ref logits[1]);
        Assert.Equal(output[1..^1], logits[1..^1]);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void SoftmaxBackwardIsTheJacobianTimesTheGradient(int count)
    {
        float[] output = Guarded(count);
        float[] logits = Row(count, 3, 2);
        Losses.Softmax(ref logits[1], count, ref output[1]);
        float[] dOutput = Row(count, 4, 1);
        double mean = 0;
        for (int i = 1; i <= count; i++) mean += (double)output[i] * dOutput[i];

        float[] dInput = Guarded(count);
        Losses.SoftmaxBackward(ref output[1], ref dOutput[1], count, ref dInput[1]);
        for (int i = 1; i <= count; i++) AssertNear(output[i] * (dOutput[i] - mean), dInput[i], 1);
        AssertGuards(dInput);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void MeanSquaredErrorIsItsFormula(int count)
    {
        float[] output = Row(count, 5, 1);
        float[] target = Row(count, 6, 1);
        double sum = 0;
        for (int i = 1; i <= count; i++) sum += ((double)output[i] - target[i]) * ((double)output[i] - target[i]);

        float[] gradient = Guarded(count);
        float loss = Losses.MeanSquaredError(ref output[1], count, ref target[1], 0.5f, ref gradient[1]);
        AssertNear(sum / count, loss, 1);
        for (int i = 1; i <= count; i++) AssertNear(2.0 / count * ((double)output[i] - target[i]) * 0.5, gradient[i], 1);
        AssertGuards(gradient);
    }

    private static readonly Dictionary<string, (Func<float[], int, float[], float[], float> Mean, Func<double, double, double> Value)> Elements = new(StringComparer.Ordinal)
    {
        ["binary"] = (Of(default(BinaryCrossEntropyElement)), (y, t) => -(t * Math.Log(1 / (1 + Math.Exp(-y)))) - ((1 - t) * Math.Log(1 / (1 + Math.Exp(y))))),
        ["absolute"] = (Of(default(AbsoluteErrorElement)), (y, t) => Math.Abs(y - t)),
        ["huber"] = (Of(new HuberElement(0.5f)), (y, t) => Math.Abs(y - t) < 0.5 ? (y - t) * (y - t) / 2 : 0.5 * (Math.Abs(y - t) - 0.25)),
        ["logcosh"] = (Of(default(LogCoshElement)), (y, t) => Math.Log(Math.Cosh(y - t))),
        ["poisson"] = (Of(default(PoissonElement)), (y, t) => Math.Exp(y) - (t * y)),
        ["weighted"] = (Of(new WeightedBinaryCrossEntropyElement(2.5f)), (y, t) => -(2.5 * t * Math.Log(1 / (1 + Math.Exp(-y)))) - ((1 - t) * Math.Log(1 / (1 + Math.Exp(y))))),
        ["hinge"] = (Of(default(HingeElement)), (y, t) => Math.Max(0, 1 - (Math.Sign(t) * y))),
        ["squared hinge"] = (Of(default(SquaredHingeElement)), (y, t) => Math.Pow(Math.Max(0, 1 - (Math.Sign(t) * y)), 2)),
        ["logarithmic"] = (Of(default(SquaredLogarithmicErrorElement)), (y, t) => Math.Pow(Math.Log(1 + Math.Max(y, 0)) - Math.Log(1 + Math.Max(t, 0)), 2)),
        ["quantile"] = (Of(new QuantileElement(0.75f)), (y, t) => y < t ? 0.75 * (t - y) : 0.25 * (y - t)),
    };

    public static TheoryData<string> ElementNames { get; } = [.. Elements.Keys];

    /// <summary>The gradient against differences of the formula: no value lies at a kink.</summary>
    [Theory]
    [MemberData(nameof(ElementNames))]
    public void ElementsAreTheirFormulas(string name)
    {
        foreach (int count in (int[])[1, 3, 4, 8, 15, 16, 17, 40]) CheckElement(name, count);
    }

    private static void CheckElement(string name, int count)
    {
        (Func<float[], int, float[], float[], float> mean, Func<double, double, double> value) = Elements[name];
        float[] output = Row(count, 5, 1);
        float[] target = Row(count, 6, 1);
        float[] gradient = Guarded(count);
        float loss = mean(output, count, target, gradient);
        AssertNear(Enumerable.Range(1, count).Sum(i => value(output[i], target[i])) / count, loss, 1);
        for (int i = 1; i <= count; i++)
        {
            const double Step = 1e-6;
            AssertNear((value(output[i] + Step, target[i]) - value(output[i] - Step, target[i])) / (2 * Step) / count * 0.5, gradient[i], 1);
        }

        AssertGuards(gradient);
    }

    [Fact]
    public void HugeLogitsOfSingleElementsDoNotOverflow()
    {
        float[] output = [1e38f, -1e38f];
        float[] target = [1, 0];
        float[] gradient = new float[2];
        Assert.Equal(0f, Losses.Mean(default(BinaryCrossEntropyElement), ref output[0], 2, ref target[0], 1f, ref gradient[0]));
        Assert.Equal([0f, 0f], gradient);
        float[] distant = [1e38f];
        Assert.Equal(1e38f, Losses.Mean(default(LogCoshElement), ref distant[0], 1, ref target[1], 1f, ref gradient[0]));
        Assert.Equal(1f, gradient[0]);
    }

    private static Func<float[], int, float[], float[], float> Of<TLoss>(TLoss loss)
        where TLoss : struct, IElementLoss
        => (output, count, target, gradient) => Losses.Mean(loss, ref output[1], count, ref target[1], 0.5f, ref gradient[1]);

    [Fact]
    public void HugeLogitsDoNotOverflow()
    {
        float[] logits = [1e38f, 0, -1e38f];
        float[] output = new float[3];
        Losses.Softmax(ref logits[0], 3, ref output[0]);
        Assert.Equal([1f, 0f, 0f], output);
        Assert.Equal(0f, Losses.SoftmaxCrossEntropy(ref logits[0], 3, 0, 1, ref output[0]));
        Assert.Equal([0f, 0f, 0f], output);
        Assert.Equal(1e38f, Losses.SoftmaxCrossEntropy(ref logits[0], 3, 1, 1, ref output[0]));
        Assert.Equal([1f, -1f, 0f], output);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void NaNAndInfinitiesGiveNaN(int count)
    {
        foreach (float bad in new[] { float.NaN, float.PositiveInfinity })
        {
            for (int at = 1; at <= count; at += 3)
            {
                float[] logits = Row(count, 7, 1);
                logits[at] = bad;
                float[] output = Guarded(count);
                Assert.Equal(float.NaN, Losses.SoftmaxCrossEntropy(ref logits[1], count, count / 2, 1, ref output[1]));
                Assert.Contains(float.NaN, output);
            }
        }

        float[] nothing = new float[count];
        Array.Fill(nothing, float.NegativeInfinity);
        Losses.Softmax(ref nothing[0], count, ref nothing[0]);
        Assert.All(nothing, value => Assert.Equal(float.NaN, value));
    }

    /// <summary>A row between two guards: values that look random, within +-<paramref name="size"/>.</summary>
    private static float[] Row(int count, int salt, float size)
    {
        float[] row = Guarded(count);
        for (int i = 1; i <= count; i++) row[i] = size * MathF.Sin((i * 12.9898f) + (salt * 78.233f));
        return row;
    }

    private static float[] Guarded(int count)
    {
        float[] row = new float[count + 2];
        row[0] = row[^1] = 1e9f;
        return row;
    }

    private static void AssertGuards(float[] row) => Assert.Equal((1e9f, 1e9f), (row[0], row[^1]));

    private static double[] Softmax(float[] guarded)
    {
        double[] exponentials = [.. guarded[1..^1].Select(x => Math.Exp(x))];
        double sum = exponentials.Sum();
        return [.. exponentials.Select(e => e / sum)];
    }

    /// <summary>Within a few roundings of the largest term that enters.</summary>
    private static void AssertNear(double expected, float actual, double size) =>
        Assert.True(Math.Abs(expected - actual) <= 8 * size * Math.ScaleB(1, -24), $"expected {expected}, actual {actual}");
}
