namespace NetGen;

/// <summary>How <see cref="TokenStream.Generate(ReadOnlySpan{int}, int, GenerationOptions)"/> chooses tokens by their scores.</summary>
public sealed class GenerationOptions
{
    /// <summary>
    /// What scores are divided by before they become probabilities: below 1 likely tokens become likelier still, above 1 all become more alike. 0 takes the
    /// likeliest always, and draws nothing. Default: 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double Temperature
    {
        get;
        init => field = OptionGuard.NonNegativeFloat(value);
    } = 1;

    /// <summary>Of how many of the likeliest tokens one is drawn; null for all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? TopK
    {
        get;
        init => field = OptionGuard.AtLeast(value, 1);
    }

    /// <summary>
    /// What the probabilities of the likeliest tokens must add up to for the others to be left out, at most 1: 0.9 draws of the fewest that have nine tenths
    /// together. It counts behind <see cref="Temperature"/> and <see cref="TopK"/>. Null for all.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0, or above 1.</exception>
    public double? TopP
    {
        get;
        init => field = OptionGuard.PositiveProbability(value);
    }

    /// <summary>What is drawn from: the same seed, network and prompt give the same tokens. A draw depends on the seed and the step's number alone.</summary>
    public ulong Seed { get; init; }

    /// <summary>Ends the text, and is not part of it; null for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int? StopToken
    {
        get;
        init => field = OptionGuard.AtLeast(value, 0);
    }
}
