using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>Checks at the edge: behind them, generated code trusts its arguments.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Guard
{
    /// <summary>The number of samples in a call of Forward or Predict; 0 if both spans are empty.</summary>
    /// <exception cref="ArgumentException">A length is not a whole number of samples, or the two disagree.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // the sizes are constants to the caller
    public static int Batch(int inputLength, int inputSize, int outputLength, int outputSize)
    {
        (int batch, int rest) = Math.DivRem(inputLength, inputSize);
        if (rest != 0) ThrowInput(inputLength, inputSize);
        if (outputLength != (long)batch * outputSize) ThrowOutput(batch, outputLength, outputSize);
        return batch;
    }

    /// <summary>The value of a network's option of this name, if it is a number of threads.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public static int Threads(int value) => OptionGuard.AtLeast(value, 1, nameof(Threads));

    [DoesNotReturn]
    private static void ThrowInput(int input, int size) => throw new ArgumentException(
        string.Create(CultureInfo.InvariantCulture, $"The input has {Words.Count(input, "value")}, which is no whole number of samples of {Words.Count(size, "value")} each."),
        nameof(input));

    [DoesNotReturn]
    private static void ThrowOutput(int batch, int output, int size) => throw new ArgumentException(
        string.Create(
            CultureInfo.InvariantCulture,
            $"The output has room for {Words.Count(output, "value")}; {Words.Count(batch, "sample")} of {Words.Count(size, "value")} each need {(long)batch * size}."),
        nameof(output));
}
