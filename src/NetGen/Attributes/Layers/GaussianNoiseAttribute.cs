namespace NetGen;

/// <summary>
/// In training, adds to each value a normally distributed number of mean 0 and of standard deviation <see cref="Std"/>, another one for each value, sample and
/// step: on the input, a network learns that samples nearby are alike; further down it is a regulariser as dropout is. In inference it does nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GaussianNoiseAttribute : LayerAttribute
{
    /// <summary>Noise.</summary>
    /// <param name="std">
    /// The standard deviation of what is added; 0 or more. What it means depends on the size of the values: about 0.1 to 0.5 where they have standard
    /// deviation 1.
    /// </param>
    public GaussianNoiseAttribute(double std) => Std = std;

    /// <summary>The standard deviation of what is added.</summary>
    public double Std { get; }
}
