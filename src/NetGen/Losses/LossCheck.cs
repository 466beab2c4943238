namespace NetGen;

/// <summary>Compares the gradient that a loss of one's own says it has with finite differences of its values: for its tests.</summary>
/// <remarks>
/// A right gradient deviates by about 1e-5 to 1e-3, as values are single precision, a wrong one by 0.1 and more. Near a kink, such as 0 of an
/// absolute value, differences mean nothing: choose other values there.
/// </remarks>
/// <example>
/// <code>
/// Assert.InRange(LossCheck.Deviation(new LogRatio(), [0.5f, -1, 2], [1, 3, 0.25f]), 0, 1e-2f);
/// </code>
/// </example>
public static class LossCheck
{
    /// <summary>A step that is a power of 2, large enough for differences of floats, whose error of fourth order is then about 1e-7.</summary>
    private const float Step = 1f / 64;

    private delegate float Loss(ReadOnlySpan<float> output, Span<float> gradient);

    /// <summary>By how much slopes and differences differ at most, relative to the largest slope.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="output">Where: a vector of outputs.</param>
    /// <param name="target">The target values for them.</param>
    /// <exception cref="ArgumentException">The loss leaves a place of its gradient unwritten, or there is no output.</exception>
    public static float Deviation<TLoss>(TLoss loss, ReadOnlySpan<float> output, ReadOnlySpan<float> target)
        where TLoss : struct, IRowLoss
    {
        float[] values = target.ToArray();
        return Deviation((outputs, gradient) => loss.Compute(outputs, values, gradient), output);
    }

    /// <summary>By how much slopes and differences differ at most, relative to the largest slope.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="output">Where: a score for each class.</param>
    /// <param name="label">The right class.</param>
    /// <exception cref="ArgumentException">The loss leaves a place of its gradient unwritten, or there is no output.</exception>
    public static float Deviation<TLoss>(TLoss loss, ReadOnlySpan<float> output, int label)
        where TLoss : struct, ILabelLoss
    {
        if ((uint)label >= (uint)output.Length) throw new ArgumentOutOfRangeException(nameof(label), label, "There is no such output.");
        return Deviation((outputs, gradient) => loss.Compute(outputs, label, gradient), output);
    }

    /// <summary>By how much slopes and differences differ at most, relative to the largest slope.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="output">Where: all positions of a sample.</param>
    /// <param name="channels">Values of a position.</param>
    /// <param name="target">The target values for them.</param>
    /// <exception cref="ArgumentException">The loss leaves a place of its gradient unwritten, or there is no output.</exception>
    public static float Deviation<TLoss>(TLoss loss, ReadOnlySpan<float> output, int channels, ReadOnlySpan<float> target)
        where TLoss : struct, ISampleLoss
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        if (output.Length % channels != 0) throw new ArgumentException($"{output.Length} outputs are no whole number of positions with {channels} channels.", nameof(output));
        float[] values = target.ToArray();
        return Deviation((outputs, gradient) => loss.Compute(outputs, channels, values, gradient), output);
    }

    private static float Deviation(Loss loss, ReadOnlySpan<float> output)
    {
        if (output.IsEmpty) throw new ArgumentException("There is no output.", nameof(output));
        float[] slopes = new float[output.Length];
        Array.Fill(slopes, float.NaN);
        loss(output, slopes);
        int unwritten = Array.FindIndex(slopes, float.IsNaN);
        if (unwritten >= 0) throw new ArgumentException($"The loss leaves place {unwritten} of its gradient unwritten, or writes NaN there.", nameof(loss));

        float[] outputs = output.ToArray();
        float[] moved = output.ToArray();
        float[] unused = new float[output.Length];
        (double largest, double deviation) = (1e-30, 0);
        for (int i = 0; i < moved.Length; i++)
        {
            // Four points: what third derivatives do to a difference goes out.
            double near = At(1) - At(-1);
            double far = At(2) - At(-2);
            double slope = ((8 * near) - far) / (12 * Step);
            moved[i] = outputs[i];
            largest = Math.Max(largest, Math.Abs(slopes[i]));
            deviation = Math.Max(deviation, Math.Abs(slope - slopes[i]));

            double At(int steps)
            {
                moved[i] = outputs[i] + (steps * Step);
                return loss(moved, unused);
            }
        }

        return (float)(deviation / largest);
    }
}
