namespace NetGen;

/// <summary>LeCun et al., 1998: variance <c>1 / fan-in</c>, which keeps the signal's variance through a linear layer. What <see cref="SELUAttribute"/> is made for.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LeCunAttribute : InitializerAttribute
{
    /// <summary>The distribution's form.</summary>
    public WeightDistribution Distribution { get; set; } = WeightDistribution.Normal;
}
