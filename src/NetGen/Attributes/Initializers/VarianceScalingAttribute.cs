namespace NetGen;

/// <summary>The family behind <see cref="XavierAttribute"/>, <see cref="HeAttribute"/> and <see cref="LeCunAttribute"/>: variance <c>Scale / n</c>, where n is the fan that <see cref="Mode"/> names.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class VarianceScalingAttribute : InitializerAttribute
{
    /// <summary>Variance <c>scale / n</c>.</summary>
    /// <param name="scale">Positive. 1 keeps the variance through a linear layer, 2 through a rectified one.</param>
    public VarianceScalingAttribute(double scale = 1) => Scale = scale;

    /// <summary>Variance times fan.</summary>
    public double Scale { get; }

    /// <summary>Which fan divides.</summary>
    public FanMode Mode { get; set; } = FanMode.FanIn;

    /// <summary>The distribution's form. All three are scaled so that the values really have the variance named above.</summary>
    public WeightDistribution Distribution { get; set; } = WeightDistribution.TruncatedNormal;
}
