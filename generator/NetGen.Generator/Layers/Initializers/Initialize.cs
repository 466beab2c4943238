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

    /// <summary>The norms of another parameter of the layer; how large they are follows from that.</summary>
    /// <param name="of">Its name inside the layer.</param>
    public static Initializer Norms(string of) => new(Distribution.Norms, 0, 0, 0, 0, 0, $"norms of {of}") { Of = of };

    /// <summary>A singular vector of another parameter of the layer, of length 1.</summary>
    /// <param name="of">Its name inside the layer.</param>
    /// <param name="isLeft">Whether it has a value for each row of that as a matrix, and not for each column.</param>
    /// <param name="isTransposed">Whether rows are counted by the second axis that that has in files.</param>
    public static Initializer SingularVector(string of, bool isLeft, bool isTransposed)
        => new(Distribution.SingularVector, isLeft ? 1 : 0, isTransposed ? 1 : 0, 0, 0, 0, $"{(isLeft ? "left" : "right")} singular vector of {of}") { Of = of };

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

    /// <summary>
    /// Radford et al., 2019: what is added to a residual stream that many times begins with a standard deviation smaller by the root of the number.
    /// </summary>
    public static Initializer DepthScaled(int blocks, int branches, double std)
    {
        double scaled = std / Math.Sqrt((double)blocks * branches);
        return new(
            Distribution.Normal, 0, scaled, 0, 0, scaled, $"normal {Text.Of(std)} / sqrt({Text.Of((long)blocks * branches)}), one of {Text.Of((long)blocks * branches)} residual branches");
    }

    /// <summary>Zhang et al., 2019: the end of a residual branch is 0, and its other layers are smaller the more branches there are.</summary>
    public static Initializer Fixup(Fans fans, ActivationFunction? activation, ResidualPlace place)
    {
        string branch = $"in one of {Text.Of(place.Branches)} residual branches";
        if (place.IsLast) return new(Distribution.Constant, 0, 0, 0, 0, 0, $"Fixup, zeros as the last layer {branch}");
        Initializer standard = Auto(fans, activation);
        double factor = Math.Pow(place.Branches, -1.0 / ((2 * place.Layers) - 2));
        return VarianceScaling(
            standard.Std * standard.Std * fans.In * factor * factor, fans.In, WeightDistribution.Normal, $"Fixup, fan-in {Text.Of(fans.In)}, one of {Text.Of(place.Layers)} layers {branch}");
    }

    /// <summary>Saxe et al., 2014: the parameter as a matrix with orthonormal rows or columns, whichever are fewer.</summary>
    /// <param name="longer">The larger extent of one matrix.</param>
    public static Initializer Orthogonal(double gain, int longer, int gates)
        => new(Distribution.Orthogonal, gain, 0, 0, 0, gain / Math.Sqrt(longer), "orthogonal" + Times(gain)) { Parts = gates };

    /// <summary>Xiao et al., 2018: the same in the middle of the kernel alone.</summary>
    /// <param name="taps">Pixels of the kernel.</param>
    public static Initializer DeltaOrthogonal(double gain, int longer, int taps)
        => new(Distribution.DeltaOrthogonal, gain, 0, 0, 0, gain / Math.Sqrt((double)longer * taps), "delta-orthogonal" + Times(gain));

    /// <param name="ones">How many of the values are 1.</param>
    /// <param name="passed">The share of outputs that are copies.</param>
    public static Initializer Dirac(int groups, long ones, long count, double passed)
        => new(Distribution.Dirac, 1, 0, 0, 0, Math.Sqrt((double)ones / count), "Dirac") { Parts = groups, Passed = passed };

    /// <inheritdoc cref="Dirac"/>
    public static Initializer Identity(double gain, int gates, long ones, long count, double passed)
        => new(Distribution.Identity, gain, 0, 0, 0, Math.Abs(gain) * Math.Sqrt((double)ones / count), "identity" + Times(gain)) { Parts = gates, Passed = gain * passed };

    /// <summary>Martens, 2010: of each column that share is 0, in whole numbers upwards.</summary>
    public static Initializer Sparse(double sparsity, double std, int rows)
    {
        double kept = 1 - (SparsityRule.Zeros(sparsity, rows) / (double)rows);
        return new(Distribution.Sparse, 0, std, sparsity, 0, std * Math.Sqrt(kept), $"sparse {Text.Of(sparsity)}, of normal with nominal std {Text.Of(std)}");
    }

    /// <summary>Vaswani et al., 2017: sines and cosines of steps, each pair of channels with a frequency of its own.</summary>
    public static Initializer Sinusoidal(int steps, int features)
    {
        (double mean, double square) = Signal.Sinusoid.Moments(steps, features);
        return new(Distribution.Sinusoidal, mean, 0, 0, 0, Math.Sqrt(Math.Max(0, square - (mean * mean))), "sines and cosines");
    }

    /// <summary>
    /// Lu et al., 2019, "Dying ReLU and initialization": the other weights' standard deviation s sqrt(n) solves
    /// s^2 n + 4 sqrt(2) / (3 sqrt(pi)) s sqrt(n) = 1. One weight is the root of a uniform number, whose k-th moment is 2 / (k + 2).
    /// </summary>
    /// <param name="inputs">n: values of each output.</param>
    public static Initializer RandomizedAsymmetric(int inputs)
    {
        double half = 2 * Math.Sqrt(2) / (3 * Math.Sqrt(Math.PI));
        double std = (Math.Sqrt(1 + (half * half)) - half) / Math.Sqrt(inputs);
        double square = ((std * std * (inputs - 1)) + 0.5) / inputs;
        return new(Distribution.RandomizedAsymmetric, 0, std, 0, 0, Math.Sqrt(square), $"randomized asymmetric, fan-in {Text.Of(inputs)}")
        {
            Passed = 2.0 / 3,
            Single = EquatableArray.Of(2.0 / 3, 1.0 / 2, 2.0 / 5, 1.0 / 3),
        };
    }

    public static Initializer Values(EquatableArray<double> values, string description) => Values(Distribution.Values, values, description);

    /// <summary>A constant for each gate of a recurrent layer.</summary>
    public static Initializer PartConstants(EquatableArray<double> values, string description)
        => Values(Distribution.PartConstants, values, description) with { Parts = values.Count };

    /// <summary>fan-in 25, fan-out 800, mean fan 412.5.</summary>
    public static string Describe(Fans fans, FanMode mode) => mode switch
    {
        FanMode.FanIn => "fan-in " + Text.Of(fans.In),
        FanMode.FanOut => "fan-out " + Text.Of(fans.Out),
        _ => "mean fan " + Text.Of(fans.Select(mode)),
    };

    private static Initializer Values(Distribution distribution, EquatableArray<double> values, string description)
    {
        double mean = values.Average();
        return new(distribution, 0, 0, 0, 0, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), description) { Values = values };
    }

    private static string Times(double gain) => gain == 1 ? string.Empty : ", gain " + Text.Of(gain);
}
