namespace NetGen;

/// <summary>He et al., 2015: variance <c>2 / ((1 + Slope^2) * fan)</c>, which keeps the signal's size through rectifiers. For ReLU and its relatives.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HeAttribute : InitializerAttribute
{
    /// <summary>The rectifier's slope for negative values: that of the <see cref="LeakyReLUAttribute"/> behind the layer; 0 for a plain rectifier.</summary>
    public double Slope { get; set; }

    /// <summary>Which fan divides: fan-in keeps the forward signal, fan-out the backward one.</summary>
    public FanMode Mode { get; set; } = FanMode.FanIn;

    /// <summary>The distribution's form: normal, as in the paper, unless said otherwise.</summary>
    public WeightDistribution Distribution { get; set; } = WeightDistribution.Normal;
}
