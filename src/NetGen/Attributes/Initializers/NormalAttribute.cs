namespace NetGen;

/// <summary>Values from a normal distribution of the given standard deviation, whatever the fans. Prefer <see cref="HeAttribute"/>, <see cref="XavierAttribute"/> or <see cref="LeCunAttribute"/>, which work it out.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class NormalAttribute : InitializerAttribute
{
    /// <summary>A normal distribution around 0.</summary>
    /// <param name="std">Standard deviation; positive.</param>
    public NormalAttribute(double std) => Std = std;

    /// <summary>A normal distribution.</summary>
    /// <param name="mean">Mean; finite.</param>
    /// <param name="std">Standard deviation; positive.</param>
    public NormalAttribute(double mean, double std)
    {
        Mean = mean;
        Std = std;
    }

    /// <summary>Mean.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation.</summary>
    public double Std { get; }
}
