using NetGen.Data;
using NetGen.TestHelpers;

namespace NetGen.RuleThresholds;

/// <summary>
/// Random sums of the pixels of drawn digits, shifted and scaled to mean 0 and standard deviation 1: something to learn where values are learned.
/// </summary>
internal sealed class PixelSums
{
    private readonly double[] _weights;
    private readonly double[] _means = new double[Lesson.Sums];
    private readonly double[] _scales = new double[Lesson.Sums];

    /// <summary>Means and sizes are those of some digits.</summary>
    public PixelSums(Dataset digits)
    {
        TestRandom random = new(3);
        _weights = [.. Enumerable.Range(0, digits.InputSize * Lesson.Sums).Select(_ => random.NextNormal())];
        for (int output = 0; output < Lesson.Sums; output++)
        {
            double[] sums = [.. Enumerable.Range(0, digits.Count).Select(sample => Sum(digits.Input(sample), output))];
            _means[output] = sums.Average();
            _scales[output] = 1 / Math.Sqrt(sums.Average(sum => Math.Pow(sum - _means[output], 2)));
        }
    }

    /// <summary>The sums of all samples.</summary>
    public float[] Of(Dataset digits)
    {
        float[] values = new float[digits.Count * Lesson.Sums];
        for (int i = 0; i < values.Length; i++)
        {
            int output = i % Lesson.Sums;
            values[i] = (float)((Sum(digits.Input(i / Lesson.Sums), output) - _means[output]) * _scales[output]);
        }

        return values;
    }

    private double Sum(ReadOnlySpan<float> pixels, int output)
    {
        double sum = 0;
        for (int pixel = 0; pixel < pixels.Length; pixel++) sum += pixels[pixel] * _weights[(pixel * Lesson.Sums) + output];
        return sum;
    }
}
