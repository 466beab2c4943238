using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Initializers;

/// <summary>The formulas of the initialisers: the one place where they are worked out.</summary>
internal static class Initialize
{
    /// <summary>Where VarianceScaling's truncated normal is cut, in standard deviations.</summary>
    private const double Cut = 2;

    public static Initializer Constant(double value)
        => new(Distribution.Constant, value, 0, 0, 0, 0, value switch { 0 => "zeros", 1 => "ones", _ => "constant " + Text.Of(value) });

    public static Initializer Normal(double mean, double std)
        => new(Distribution.Normal, mean, std, 0, 0, std, $"normal, mean {Text.Of(mean)}, std {Text.Of(std)}");

    public static Initializer Uniform(double low, double high)
        => new(Distribution.Uniform, low, high, 0, 0, (high - low) / Math.Sqrt(12), $"uniform, {Text.Of(low)} to {Text.Of(high)}");

    /// <param name="std">Before the cut.</param>
    /// <param name="low">In standard deviations.</param>
    /// <param name="high">In standard deviations.</param>
    public static Initializer TruncatedNormal(double mean, double std, double low, double high)
        => new(
            Distribution.TruncatedNormal,
            mean,
            std,
            low,
            high,
            std * NormalDistribution.TruncatedStd(low, high),
            $"truncated normal, mean {Text.Of(mean)}, nominal std {Text.Of(std)}");

    /// <summary>
    /// Variance scale / fan in all three forms: normal with std sqrt(scale / fan); uniform within sqrt(3 * scale / fan); truncated at two
    /// standard deviations and widened by 1 / 0.87962566103423978, the standard deviation that is left of 1.
    /// </summary>
    public static Initializer VarianceScaling(double scale, double fan, WeightDistribution distribution, string description)
    {
        double std = Math.Sqrt(scale / fan);
        double limit = Math.Sqrt(3) * std;
        return distribution switch
        {
            WeightDistribution.Uniform => new(Distribution.Uniform, -limit, limit, 0, 0, std, description),
            WeightDistribution.Normal => new(Distribution.Normal, 0, std, 0, 0, std, description),
            _ => new(Distribution.TruncatedNormal, 0, std / NormalDistribution.TruncatedStd(-Cut, Cut), -Cut, Cut, std, description),
        };
    }

    /// <summary>LeCun et al., 1998: variance 1 / fan-in.</summary>
    public static Initializer LeCun(Fans fans, WeightDistribution distribution = WeightDistribution.Normal)
        => VarianceScaling(1, fans.In, distribution, $"LeCun, fan-in {Text.Of(fans.In)}");

    /// <summary>Glorot and Bengio, 2010: variance gain^2 * 2 / (fan-in + fan-out).</summary>
    public static Initializer Xavier(Fans fans, double gain, WeightDistribution distribution)
        => VarianceScaling(
            gain * gain,
            fans.Select(FanMode.FanAverage),
            distribution,
            $"Xavier{(gain == 1 ? string.Empty : ", gain " + Text.Of(gain))}, fan-in {Text.Of(fans.In)}, fan-out {Text.Of(fans.Out)}");

    /// <summary>He et al., 2015: variance 2 / ((1 + slope^2) * fan).</summary>
    public static Initializer He(Fans fans, double slope, FanMode mode, WeightDistribution distribution)
        => VarianceScaling(
            2 / (1 + (slope * slope)),
            fans.Select(mode),
            distribution,
            $"He{(slope == 0 ? string.Empty : ", slope " + Text.Of(slope))}, {Describe(fans, mode)}");

    /// <summary>
    /// Normal with variance 1 / (fan-in * E f^2), f the activation that follows: the next layer's input then has mean square 1 when this
    /// layer's has. Without an activation, 1 / fan-in.
    /// </summary>
    public static Initializer Auto(Fans fans, ActivationFunction? activation)
        => VarianceScaling(
            activation is null ? 1 : 1 / GaussianMoments.MeanSquare(activation),
            fans.In,
            WeightDistribution.Normal,
            $"Auto for {(activation is null ? "a linear output" : activation.Kind)}, fan-in {Text.Of(fans.In)}");

    /// <summary>fan-in 25, fan-out 800, mean fan 412.5.</summary>
    public static string Describe(Fans fans, FanMode mode) => mode switch
    {
        FanMode.FanIn => "fan-in " + Text.Of(fans.In),
        FanMode.FanOut => "fan-out " + Text.Of(fans.Out),
        _ => "mean fan " + Text.Of(fans.Select(mode)),
    };
}
