namespace NetGen;

/// <summary>Glorot and Bengio, 2010: variance <c>Gain^2 * 2 / (fan-in + fan-out)</c>, a compromise between forward and backward signal. For tanh, sigmoid and linear layers; half of what a rectifier needs.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class XavierAttribute : InitializerAttribute
{
    /// <summary>Factor on the standard deviation; positive.</summary>
    public double Gain { get; set; } = 1;

    /// <summary>The distribution's form: uniform within <c>Gain * sqrt(6 / (fan-in + fan-out))</c>, as in the paper, unless said otherwise.</summary>
    public WeightDistribution Distribution { get; set; } = WeightDistribution.Uniform;
}
