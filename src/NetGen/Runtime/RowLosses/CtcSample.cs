using System.Buffers;
using System.ComponentModel;
using System.Globalization;

namespace NetGen.Runtime;

/// <summary>
/// -ln of the probability that steps spell the labels, divided by their number: the sum over all ways to repeat labels and to put blanks between them, by the recursion of
/// Graves et al. 2006, "Connectionist temporal classification", in logarithms.
/// </summary>
/// <param name="Blank">The class of a step that spells nothing. Labels end at the first target of this value.</param>
/// <param name="IgnoresImpossible">Whether labels that the steps are too few for have neither loss nor gradient; else their loss is infinite.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct CtcSample(int Blank, bool IgnoresImpossible) : ISampleLoss
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A target is no class.</exception>
    public float Compute(ReadOnlySpan<float> output, int channels, ReadOnlySpan<float> target, Span<float> gradient)
    {
        int steps = output.Length / channels;
        int labels = Count(target, channels);
        int places = (2 * labels) + 1; // blank, label, blank, label, ..., blank
        double[] memory = ArrayPool<double>.Shared.Rent((2 * steps * places) + output.Length);
        Span<double> logs = memory.AsSpan(0, output.Length);
        Span<double> before = memory.AsSpan(output.Length, steps * places);
        Span<double> after = memory.AsSpan(output.Length + (steps * places), steps * places);
        for (int step = 0; step < steps; step++) LogSoftmax(output.Slice(step * channels, channels), logs.Slice(step * channels, channels));
        Forward(logs, channels, target, before, places);
        Backward(logs, channels, target, after, places);
        double total = before[^1];
        if (places > 1) total = LogSum(total, before[^2]);
        if (double.IsNegativeInfinity(total)) gradient.Clear();
        else Slopes(logs, channels, target, before, after, places, total, gradient);
        ArrayPool<double>.Shared.Return(memory);
        if (double.IsNegativeInfinity(total)) return IgnoresImpossible ? 0f : float.PositiveInfinity;
        return (float)(-total / Math.Max(labels, 1));
    }

    /// <summary>Softmax less the share of ways that are at a class in a step.</summary>
    private void Slopes(
        ReadOnlySpan<double> logs, int channels, ReadOnlySpan<float> target, ReadOnlySpan<double> before, ReadOnlySpan<double> after, int places, double total, Span<float> gradient)
    {
        int labels = (places - 1) / 2;
        for (int i = 0; i < gradient.Length; i++) gradient[i] = (float)Math.Exp(logs[i]);
        for (int step = 0; step < logs.Length / channels; step++)
        {
            for (int place = 0; place < places; place++)
            {
                int at = (step * channels) + ClassAt(target, place);
                gradient[at] -= (float)Math.Exp(before[(step * places) + place] + after[(step * places) + place] - logs[at] - total);
            }
        }

        for (int i = 0; i < gradient.Length; i++) gradient[i] /= Math.Max(labels, 1);
    }

    /// <summary>ln of the probability of all beginnings that are at a place in a step, this step's included.</summary>
    private void Forward(ReadOnlySpan<double> logs, int channels, ReadOnlySpan<float> target, Span<double> before, int places)
    {
        for (int step = 0; step < logs.Length / channels; step++)
        {
            for (int place = 0; place < places; place++)
            {
                double sum = step == 0 ? (place < 2 ? 0 : double.NegativeInfinity) : before[((step - 1) * places) + place];
                if (step > 0 && place > 0) sum = LogSum(sum, before[((step - 1) * places) + place - 1]);
                if (step > 0 && place > 1 && MayLeap(target, place)) sum = LogSum(sum, before[((step - 1) * places) + place - 2]);
                before[(step * places) + place] = sum + logs[(step * channels) + ClassAt(target, place)];
            }
        }
    }

    /// <summary>ln of the probability of all ends that are at a place in a step, this step's included.</summary>
    private void Backward(ReadOnlySpan<double> logs, int channels, ReadOnlySpan<float> target, Span<double> after, int places)
    {
        int last = (logs.Length / channels) - 1;
        for (int step = last; step >= 0; step--)
        {
            for (int place = places - 1; place >= 0; place--)
            {
                double sum = step == last ? (place >= places - 2 ? 0 : double.NegativeInfinity) : after[((step + 1) * places) + place];
                if (step < last && place < places - 1) sum = LogSum(sum, after[((step + 1) * places) + place + 1]);
                if (step < last && place < places - 2 && MayLeap(target, place + 2)) sum = LogSum(sum, after[((step + 1) * places) + place + 2]);
                after[(step * places) + place] = sum + logs[(step * channels) + ClassAt(target, place)];
            }
        }
    }

    private int ClassAt(ReadOnlySpan<float> target, int place) => place % 2 == 0 ? Blank : (int)target[place / 2];

    /// <summary>Whether the blank in front of a label may be left out: not between two of one kind, which would be one.</summary>
    private bool MayLeap(ReadOnlySpan<float> target, int place) => place % 2 == 1 && ClassAt(target, place) != ClassAt(target, place - 2);

    private int Count(ReadOnlySpan<float> target, int classes)
    {
        for (int i = 0; i < target.Length; i++)
        {
            if (target[i] == Blank) return i;
            if (target[i] is >= 0 && target[i] < classes && target[i] == MathF.Floor(target[i])) continue;
            throw new ArgumentOutOfRangeException(
                nameof(target), target[i], string.Create(CultureInfo.InvariantCulture, $"A label is {target[i]}; expected a whole number from 0 to {classes - 1}, and {Blank} behind the last."));
        }

        return target.Length;
    }

    private static void LogSoftmax(ReadOnlySpan<float> values, Span<double> logs)
    {
        double largest = double.NegativeInfinity;
        foreach (float value in values) largest = Math.Max(largest, value);
        double sum = 0;
        foreach (float value in values) sum += Math.Exp(value - largest);
        double logSum = largest + Math.Log(sum);
        for (int i = 0; i < values.Length; i++) logs[i] = values[i] - logSum;
    }

    private static double LogSum(double first, double second)
    {
        (double larger, double smaller) = first > second ? (first, second) : (second, first);
        return double.IsNegativeInfinity(smaller) ? larger : larger + Math.Log(1 + Math.Exp(smaller - larger));
    }
}
