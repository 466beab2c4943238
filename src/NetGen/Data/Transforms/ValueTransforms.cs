using System.Globalization;

namespace NetGen.Data;

/// <summary>
/// (value - mean) / std for each channel: for each value of a vector, each feature of a sequence's steps, each colour of an image. One mean and one std hold for all channels.
/// </summary>
public sealed class Normalize : SampleTransform
{
    private readonly float[] _mean;
    private readonly float[] _std;

    /// <summary>By these statistics.</summary>
    /// <param name="mean">One for all channels, or one for each.</param>
    /// <param name="std">As many, above 0.</param>
    /// <exception cref="ArgumentException">They are not as many, or one is not finite, or a std is not above 0.</exception>
    public Normalize(IReadOnlyList<float> mean, IReadOnlyList<float> std)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(std);
        if (mean.Count != std.Count || mean.Count == 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {Words.Count(mean.Count, "mean")} and {Words.Count(std.Count, "standard deviation")}."), nameof(std));
        if (!mean.All(float.IsFinite)) throw new ArgumentException("A mean is not finite.", nameof(mean));
        if (!std.All(static value => value > 0 && float.IsFinite(value))) throw new ArgumentException("A standard deviation is not above 0 and finite.", nameof(std));
        _mean = [.. mean];
        _std = [.. std];
    }

    /// <summary>By one mean and one standard deviation for all values.</summary>
    /// <exception cref="ArgumentException">One is not finite, or the std is not above 0.</exception>
    public Normalize(float mean, float std)
        : this([mean], [std])
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<int> OutputShape(IReadOnlyList<int> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return _mean.Length == 1 || _mean.Length == shape[^1]
            ? shape
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {_mean.Length} means for {Words.Count(shape[^1], "channel")}."), nameof(shape));
    }

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, IReadOnlyList<int> shape, Span<float> destination, ref SampleRandom random)
    {
        for (int i = 0; i < source.Length; i++)
        {
            int channel = i % _mean.Length;
            destination[i] = (source[i] - _mean[channel]) / _std[channel];
        }
    }
}

/// <summary>Adds normal noise to each value.</summary>
/// <param name="std">Its standard deviation.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="std"/> is negative or not finite.</exception>
public sealed class RandomNoise(double std) : SampleTransform
{
    private readonly double _std = OptionGuard.NonNegativeFloat(std, nameof(std));

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, IReadOnlyList<int> shape, Span<float> destination, ref SampleRandom random)
    {
        for (int i = 0; i < source.Length; i++) destination[i] = source[i] + (float)(_std * random.Normal());
    }
}

/// <summary>Adds one number to all values of a sample.</summary>
/// <param name="range">The number is drawn from -range to +range.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="range"/> is negative or not finite.</exception>
public sealed class RandomBrightness(double range) : SampleTransform
{
    private readonly double _range = OptionGuard.NonNegativeFloat(range, nameof(range));

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, IReadOnlyList<int> shape, Span<float> destination, ref SampleRandom random)
    {
        float change = (float)random.Uniform(-_range, _range);
        for (int i = 0; i < source.Length; i++) destination[i] = source[i] + change;
    }
}

/// <summary>Draws all values of a sample away from their mean, or towards it, by a factor between 1 - <paramref name="range"/> and 1 + <paramref name="range"/>.</summary>
/// <param name="range">From 0 to below 1.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="range"/> is not from 0 to below 1.</exception>
public sealed class RandomContrast(double range) : SampleTransform
{
    private readonly double _range = OptionGuard.Fraction(range, nameof(range));

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, IReadOnlyList<int> shape, Span<float> destination, ref SampleRandom random)
    {
        float factor = (float)random.Uniform(1 - _range, 1 + _range);
        double sum = 0;
        foreach (float value in source) sum += value;
        float mean = (float)(sum / source.Length);
        for (int i = 0; i < source.Length; i++) destination[i] = mean + (factor * (source[i] - mean));
    }
}
