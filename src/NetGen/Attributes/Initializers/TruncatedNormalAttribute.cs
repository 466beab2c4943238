namespace NetGen;

/// <summary>Values from a normal distribution, drawn again where they fall outside <see cref="Low"/> .. <see cref="High"/> standard deviations. With the default cut at two, the values' real standard deviation is 0.8796 of the given one.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TruncatedNormalAttribute : InitializerAttribute
{
    /// <summary>A truncated normal distribution around 0.</summary>
    /// <param name="std">Standard deviation before the cut; positive.</param>
    public TruncatedNormalAttribute(double std) => Std = std;

    /// <summary>A truncated normal distribution.</summary>
    /// <param name="mean">Mean before the cut; finite.</param>
    /// <param name="std">Standard deviation before the cut; positive.</param>
    public TruncatedNormalAttribute(double mean, double std)
    {
        Mean = mean;
        Std = std;
    }

    /// <summary>Mean before the cut.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation before the cut.</summary>
    public double Std { get; }

    /// <summary>Lower cut, in standard deviations from the mean (not, as in PyTorch's <c>trunc_normal_</c>, an absolute value).</summary>
    public double Low { get; set; } = -2;

    /// <summary>Upper cut, in standard deviations from the mean; above <see cref="Low"/>.</summary>
    public double High { get; set; } = 2;
}
