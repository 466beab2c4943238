using System.Globalization;

namespace NetGen;

/// <summary>
/// Parameters that are trained otherwise than the others. Where several groups hold for a parameter, factors multiply, the last weight decay that is given
/// counts, and one that freezes is enough.
/// </summary>
public sealed class ParameterGroup
{
    private readonly double _learningRateFactor = 1;
    private readonly double _weightDecayFactor = 1;
    private readonly double? _weightDecay;

    /// <summary>The parameters whose names a pattern stands for.</summary>
    /// <param name="pattern">Names as in files, in which '*' stands for any letters and '?' for one: <c>conv1.*</c>, <c>*.bias</c>, <c>dense3.weight</c>.</param>
    /// <exception cref="ArgumentException">The pattern is null or empty.</exception>
    public ParameterGroup(string pattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        Pattern = pattern;
    }

    /// <summary>What names it stands for.</summary>
    public string Pattern { get; }

    /// <summary>Whether the pattern is a name, in which stars and question marks are letters like others.</summary>
    internal bool IsName { get; init; }

    /// <summary>Factor of the optimiser's learning rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double LearningRateFactor
    {
        get => _learningRateFactor;
        init => _learningRateFactor = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>Weight decay in the place of the optimiser's own; null for that.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double? WeightDecay
    {
        get => _weightDecay;
        init => _weightDecay = value is { } decay ? OptionGuard.NonNegativeFloat(decay) : null;
    }

    /// <summary>Factor of the weight decay that holds for the parameters, the optimiser's own or a group's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double WeightDecayFactor
    {
        get => _weightDecayFactor;
        init => _weightDecayFactor = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>
    /// Whether the parameters stay as they are. Their gradients are computed, but count in no norm, and are not looked at where others are checked for being
    /// finite. Running statistics of a normalisation are no parameters and go on.
    /// </summary>
    public bool IsFrozen { get; init; }

    /// <summary>Whether it holds for a parameter of a name.</summary>
    internal bool StandsFor(string name) => IsName ? string.Equals(Pattern, name, StringComparison.Ordinal) : NamePattern.Matches(Pattern, name);

    /// <summary>The pattern with all that differs from others.</summary>
    public override string ToString()
    {
        List<string> settings = [];
        if (LearningRateFactor != 1) settings.Add(string.Create(CultureInfo.InvariantCulture, $"rate x {LearningRateFactor}"));
        if (WeightDecayFactor != 1) settings.Add(string.Create(CultureInfo.InvariantCulture, $"decay x {WeightDecayFactor}"));
        if (WeightDecay is { } decay) settings.Add(string.Create(CultureInfo.InvariantCulture, $"decay {decay}"));
        if (IsFrozen) settings.Add("frozen");
        return $"{Pattern} ({string.Join(", ", settings)})";
    }
}
