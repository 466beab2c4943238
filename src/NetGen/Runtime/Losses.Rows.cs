using System.Buffers;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <content>Losses of whole rows: of the channels of each position, of all positions at once, of scores against a label.</content>
public static partial class Losses
{
    /// <summary>The mean over positions of a loss of a position's channels, gradient times <paramref name="scale"/>.</summary>
    /// <param name="loss">The loss of a row.</param>
    /// <param name="output">Rows of channels, <paramref name="pitch"/> floats from one to the next.</param>
    /// <param name="positions">Rows of a sample.</param>
    /// <param name="channels">Values of a row.</param>
    /// <param name="pitch">At least as many.</param>
    /// <param name="target">Rows of target values side by side.</param>
    /// <param name="targets">Target values of a row.</param>
    /// <param name="scale">Factor of the gradient: 1 / batch for a mean loss. The returned loss is not scaled.</param>
    /// <param name="gradient">Rows like the outputs', other than these.</param>
    public static float OfRows<TLoss>(TLoss loss, ref float output, int positions, int channels, int pitch, ref float target, int targets, float scale, ref float gradient)
        where TLoss : struct, IRowLoss
    {
        float sum = 0f;
        for (int position = 0; position < positions; position++)
        {
            Span<float> slopes = Row(ref gradient, position * pitch, channels);
            sum += loss.Compute(Row(ref output, position * pitch, channels), Row(ref target, position * targets, targets), slopes);
            Scale(slopes, scale / positions);
        }

        return sum / positions;
    }

    /// <summary>A loss of all positions of a sample at once, gradient times <paramref name="scale"/>.</summary>
    /// <param name="loss">The loss of a sample.</param>
    /// <param name="output">Rows of channels, <paramref name="pitch"/> floats from one to the next.</param>
    /// <param name="positions">Rows of a sample.</param>
    /// <param name="channels">Values of a row.</param>
    /// <param name="pitch">At least as many.</param>
    /// <param name="target">The sample's target values.</param>
    /// <param name="targets">Their number.</param>
    /// <param name="scale">Factor of the gradient: 1 / batch for a mean loss. The returned loss is not scaled.</param>
    /// <param name="gradient">Rows like the outputs', other than these.</param>
    public static float OfSample<TLoss>(TLoss loss, ref float output, int positions, int channels, int pitch, ref float target, int targets, float scale, ref float gradient)
        where TLoss : struct, ISampleLoss
    {
        ReadOnlySpan<float> values = Row(ref target, 0, targets);
        int count = positions * channels;
        if (pitch == channels || positions == 1)
        {
            Span<float> slopes = Row(ref gradient, 0, count);
            float result = loss.Compute(Row(ref output, 0, count), channels, values, slopes);
            Scale(slopes, scale);
            return result;
        }

        // Between rows lie lanes that are no outputs.
        float[] dense = ArrayPool<float>.Shared.Rent(2 * count);
        Span<float> outputs = dense.AsSpan(0, count);
        Span<float> gradients = dense.AsSpan(count, count);
        for (int position = 0; position < positions; position++) Row(ref output, position * pitch, channels).CopyTo(outputs[(position * channels)..]);
        float value = loss.Compute(outputs, channels, values, gradients);
        Scale(gradients, scale);
        for (int position = 0; position < positions; position++) gradients.Slice(position * channels, channels).CopyTo(Row(ref gradient, position * pitch, channels));
        ArrayPool<float>.Shared.Return(dense);
        return value;
    }

    /// <summary>A loss of scores against a label, gradient times <paramref name="scale"/>.</summary>
    /// <param name="loss">The loss of a row of scores.</param>
    /// <param name="output">The row.</param>
    /// <param name="classes">Its length.</param>
    /// <param name="label">The class, in 0..classes - 1.</param>
    /// <param name="scale">Factor of the gradient: 1 / batch for a mean loss. The returned loss is not scaled.</param>
    /// <param name="gradient">As many floats, other than the scores.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class. Nothing has been written.</exception>
    public static float OfLabel<TLoss>(TLoss loss, ref float output, int classes, int label, float scale, ref float gradient)
        where TLoss : struct, ILabelLoss
    {
        if ((uint)label >= (uint)classes) ThrowLabel(label, classes);
        Span<float> slopes = Row(ref gradient, 0, classes);
        float value = loss.Compute(Row(ref output, 0, classes), label, slopes);
        Scale(slopes, scale);
        return value;
    }

    private static Span<float> Row(ref float first, int offset, int count) => MemoryMarshal.CreateSpan(ref System.Runtime.CompilerServices.Unsafe.Add(ref first, offset), count);

    private static void Scale(Span<float> values, float factor)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        switch (SimdWidth.For(values.Length))
        {
            case 512: Scale<Simd512>(ref first, values.Length, factor); break;
            case 256: Scale<Simd256>(ref first, values.Length, factor); break;
            case 128: Scale<Simd128>(ref first, values.Length, factor); break;
            default: Scale<SimdScalar>(ref first, values.Length, factor); break;
        }
    }
}
