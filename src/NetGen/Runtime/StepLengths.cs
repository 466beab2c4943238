using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>How many of a sequence's steps each sample has: a whole number in its row, as the bits of a float.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StepLengths
{
    /// <summary>A sample's length. It lies in the user's memory until it is read, so it can have changed since any check but this.</summary>
    /// <param name="length">An integer, as the bits of a float.</param>
    /// <param name="steps">The most that there can be.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1 or above that.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ref float length, int steps)
    {
        int value = BitConverter.SingleToInt32Bits(length);
        if ((uint)(value - 1) >= (uint)steps) ThrowLength(value, steps);
        return value;
    }

    /// <summary>Looks at the lengths of all samples, before anything is done with them.</summary>
    /// <param name="info">Of the network.</param>
    /// <param name="rows">The samples' rows.</param>
    /// <param name="batch">How many there are.</param>
    /// <exception cref="ArgumentException">One is below 1 or above the steps of its sequence.</exception>
    public static void Require(NetworkInfo info, ReadOnlySpan<float> rows, int batch)
    {
        ArgumentNullException.ThrowIfNull(info);
        int size = info.InputSize;
        int offset = 0;

        // By index: an enumerator would be an allocation.
        for (int index = 0; index < info.Inputs.Count; index++)
        {
            TensorInfo input = info.Inputs[index];
            for (int sample = 0; input.LengthsOf is not null && sample < batch; sample++)
                Require(input, sample, BitConverter.SingleToInt32Bits(rows[(sample * size) + offset]), nameof(rows));
            offset += input.Size;
        }
    }

    /// <summary>Refuses a length that a sample cannot have.</summary>
    internal static void Require(TensorInfo input, int sample, int length, string argument)
    {
        if (length < 1 || length >= input.Vocabulary) ThrowLength(input, sample, length, argument);
    }

    [DoesNotReturn]
    private static void ThrowLength(int length, int steps)
        => throw new ArgumentOutOfRangeException(nameof(length), length, string.Create(CultureInfo.InvariantCulture, $"A length is {length}; expected 1 to {steps}."));

    [DoesNotReturn]
    private static void ThrowLength(TensorInfo input, int sample, int length, string argument) => throw new ArgumentException(
        string.Create(CultureInfo.InvariantCulture, $"The length of sample {sample} in {input.Name} is {length}; expected 1 to {input.Vocabulary - 1}, the steps of {input.LengthsOf}."), argument);
}

/// <summary>The steps of an output of which each sample has some.</summary>
/// <param name="Offset">Where in a sample's row of inputs its length stands.</param>
/// <param name="RowSize">Values of that row.</param>
/// <param name="Count">The most steps.</param>
/// <param name="AreCounted">Whether the mean loss of a batch is over its steps, and not over samples.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct OutputSteps(int Offset, int RowSize, int Count, bool AreCounted)
{
    /// <summary>How many of them a sample has.</summary>
    internal int Of(ReadOnlySpan<float> rows, int sample) => StepLengths.Read(ref Unsafe.AsRef(in rows[(sample * RowSize) + Offset]), Count);

    /// <summary>What a sample counts in the mean loss of a batch: the share of steps that it has, or 1.</summary>
    internal double Share(ReadOnlySpan<float> rows, int sample) => AreCounted ? Of(rows, sample) / (double)Count : 1;
}
