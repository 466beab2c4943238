using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NetGen.Data;

/// <summary>Brings sequences of different lengths into the form that a network with <see cref="LengthsAttribute"/> takes: all of its steps, and how many of them count.</summary>
/// <example>
/// <code>
/// PaddedSequences padded = Sequences.Pad(gestures, steps: 20, features: 8);   // one array of steps x 8 values per gesture
/// float loss = trainer.Step(padded.Values, padded.Lengths, labels);
/// </code>
/// </example>
public static class Sequences
{
    /// <summary>Puts sequences of numbers side by side, each followed by zeros up to its last step.</summary>
    /// <param name="sequences">One array per sample: its steps one behind the other, each of so many values.</param>
    /// <param name="steps">The steps of the network.</param>
    /// <param name="features">Values of a step.</param>
    /// <exception cref="ArgumentException">A sequence has no step, more than <paramref name="steps"/>, or values that are no whole number of steps.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> or <paramref name="features"/> is below 1.</exception>
    public static PaddedSequences Pad(IReadOnlyList<float[]> sequences, int steps, int features)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        OptionGuard.AtLeast(steps, 1, nameof(steps));
        OptionGuard.AtLeast(features, 1, nameof(features));
        float[] values = new float[checked(sequences.Count * steps * features)];
        int[] lengths = new int[sequences.Count];
        for (int sample = 0; sample < lengths.Length; sample++)
        {
            float[] sequence = sequences[sample];
            if (sequence.Length % features != 0) ThrowPart(sample, sequence.Length, features, nameof(sequences));
            lengths[sample] = Require(sample, sequence.Length / features, steps, nameof(sequences));
            sequence.CopyTo(values, sample * steps * features);
        }

        return new PaddedSequences(values, lengths);
    }

    /// <summary>Puts sequences of indices side by side, each followed by the index that stands for nothing.</summary>
    /// <param name="sequences">One array of indices per sample.</param>
    /// <param name="steps">The indices that the network reads of a sample.</param>
    /// <param name="padding">What is written behind a sequence's end; its embedding is read, but counts nowhere.</param>
    /// <exception cref="ArgumentException">A sequence is empty, or has more than <paramref name="steps"/> indices.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1, or <paramref name="padding"/> below 0.</exception>
    public static PaddedTokens PadTokens(IReadOnlyList<int[]> sequences, int steps, int padding = 0)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        OptionGuard.AtLeast(steps, 1, nameof(steps));
        OptionGuard.AtLeast(padding, 0, nameof(padding));
        int[] tokens = new int[checked(sequences.Count * steps)];
        Array.Fill(tokens, padding);
        int[] lengths = new int[sequences.Count];
        for (int sample = 0; sample < lengths.Length; sample++)
        {
            lengths[sample] = Require(sample, sequences[sample].Length, steps, nameof(sequences));
            sequences[sample].CopyTo(tokens, sample * steps);
        }

        return new PaddedTokens(tokens, lengths);
    }

    /// <summary>The lengths of samples that are padded already: how many indices there are up to the last that is not the one that stands for nothing.</summary>
    /// <param name="tokens">Samples x <paramref name="steps"/> indices.</param>
    /// <param name="steps">Indices of a sample.</param>
    /// <param name="padding">What stands for nothing. In the midst of a sample it counts like any other.</param>
    /// <exception cref="ArgumentException">There is no whole number of samples, or one has nothing but padding.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    public static int[] LengthsOf(ReadOnlySpan<int> tokens, int steps, int padding = 0)
    {
        OptionGuard.AtLeast(steps, 1, nameof(steps));
        if (tokens.Length % steps != 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {tokens.Length} indices, which is no whole number of samples of {steps} each."), nameof(tokens));
        int[] lengths = new int[tokens.Length / steps];
        for (int sample = 0; sample < lengths.Length; sample++)
            lengths[sample] = Require(sample, tokens.Slice(sample * steps, steps).LastIndexOfAnyExcept(padding) + 1, steps, nameof(tokens));
        return lengths;
    }

    private static int Require(int sample, int length, int steps, string argument)
    {
        if (length < 1 || length > steps) ThrowLength(sample, length, steps, argument);
        return length;
    }

    [DoesNotReturn]
    private static void ThrowLength(int sample, int length, int steps, string argument) => throw new ArgumentException(
        string.Create(CultureInfo.InvariantCulture, $"The length of sample {sample} is {length}; expected 1 to {steps}."), argument);

    [DoesNotReturn]
    private static void ThrowPart(int sample, int length, int features, string argument) => throw new ArgumentException(
        string.Create(CultureInfo.InvariantCulture, $"Sample {sample} has {Words.Count(length, "value")}, which is no whole number of steps of {Words.Count(features, "value")} each."), argument);
}

/// <summary>Sequences of numbers, all as long as the longest that there may be.</summary>
/// <param name="Values">Samples x steps x features; 0 behind a sequence's end.</param>
/// <param name="Lengths">The steps of each sample.</param>
public sealed record PaddedSequences(float[] Values, int[] Lengths);

/// <summary>Sequences of indices, all as long as the longest that there may be.</summary>
/// <param name="Tokens">Samples x steps.</param>
/// <param name="Lengths">The indices of each sample.</param>
public sealed record PaddedTokens(int[] Tokens, int[] Lengths);
