using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Initializers;

/// <summary>What other libraries' layers begin with where nothing is said, with their own ways to count fans.</summary>
internal static class FrameworkDefaults
{
    /// <summary>Keras: RandomUniform.</summary>
    private const double EmbeddingLimit = 0.05;

    /// <summary>The initialiser of a parameter; null where the library has the layer's own, as for the scale of a normalisation.</summary>
    /// <param name="specs">All parameters of the layer.</param>
    public static InitializerRule? Find(Framework framework, Layer layer, IReadOnlyList<ParameterSpec> specs, InitializerSite site)
    {
        if (framework == Framework.NetGen) return null;
        if (layer.DefaultOf(framework, specs, site) is { } own) return own;
        ParameterSpec spec = site.Spec;
        if (spec.Kind is null && layer.Affine is not null) return null;
        if (spec.IsTable) return Embedding(framework, site);
        if (specs.FirstOrDefault(other => other.Kind == Parameter.Recurrent) is { } recurrent) return Recurrent(framework, site, recurrent);
        if (layer.Affine is null || specs.FirstOrDefault(other => other.IsWeight) is not { } weight) return null;
        return framework switch
        {
            // The fan-in of the tensor as it is in files: of a transposed convolution that of the way back.
            Framework.PyTorch => Within("PyTorch", (site with { Spec = weight }).Columns),
            Framework.Keras => spec.IsWeight ? KerasWeight(site) : null,
            _ => spec.IsWeight ? FlaxWeight(site) : null,
        };
    }

    private static InitializerRule? Embedding(Framework framework, InitializerSite site) => framework switch
    {
        Framework.PyTorch => null,
        Framework.Keras => new("Uniform", false, _ => Initialize.Uniform(-EmbeddingLimit, EmbeddingLimit)),
        _ => new("VarianceScaling", false, _ => Initialize.VarianceScaling(1, site.Columns, WeightDistribution.Normal, $"Flax's default, {Text.Of(site.Columns)} features")),
    };

    /// <summary>PyTorch draws all of a recurrent layer alike. Keras takes its gates for one matrix, Flax one by one.</summary>
    private static InitializerRule? Recurrent(Framework framework, InitializerSite site, ParameterSpec recurrent)
    {
        ParameterSpec spec = site.Spec;
        if (framework == Framework.PyTorch) return Within("PyTorch", (site with { Spec = recurrent }).Columns);
        if (spec.FileShape.Count < 2) return null;
        int parts = framework == Framework.Keras ? 1 : spec.Gates;
        if (spec.Kind == Parameter.Recurrent) return new("Orthogonal", false, _ => Initialize.Orthogonal(1, Math.Max(site.Rows / parts, site.Columns), parts)) { Gain = 1 };
        return framework == Framework.Keras ? Glorot("Keras", site.Columns, site.Rows) : LeCun(site.Columns);
    }

    /// <summary>
    /// Of a kernel [rows, columns, channels of a group, filters], whatever the groups; of a depthwise one [rows, columns, channels, multiplier]; of a transposed one
    /// [rows, columns, filters, channels], where input and output are exchanged: compute_fans of keras/src/initializers/random_initializers.py, and the shapes in
    /// base_depthwise_conv.py and base_conv_transpose.py of keras/src/layers/convolutional.
    /// </summary>
    private static InitializerRule KerasWeight(InitializerSite site)
    {
        ParameterSpec spec = site.Spec;
        int taps = site.Columns / site.Spec.FileShape[1];
        bool isDepthwise = spec.Groups > 1 && spec.Inputs == 1 && !site.IsTransposed;
        return isDepthwise ? Glorot("Keras", taps * spec.Groups, taps * spec.Outputs) : Glorot("Keras", taps * spec.FileShape[1], taps * site.Rows);
    }

    /// <summary>Of a transposed kernel [rows, columns, channels, filters] the channels are the input; the stride does not count.</summary>
    private static InitializerRule FlaxWeight(InitializerSite site)
        => LeCun(site.IsTransposed ? site.Rows / site.Spec.Groups * (site.Columns / site.Spec.FileShape[1]) : site.Columns);

    public static InitializerRule Within(string framework, int fan)
        => new("VarianceScaling", false, _ => Initialize.VarianceScaling(1.0 / 3, fan, WeightDistribution.Uniform, $"{framework}'s default, uniform within 1 / sqrt({Text.Of(fan)})")) { Mode = FanMode.FanIn };

    public static InitializerRule Glorot(string framework, int fanIn, int fanOut)
    {
        string whose = framework.EndsWith("s", StringComparison.Ordinal) ? $"{framework}'" : $"{framework}'s";
        string description = $"{whose} default, Xavier, fan-in {Text.Of(fanIn)}, fan-out {Text.Of(fanOut)}";
        double average = (fanIn + (double)fanOut) / 2;
        return new("Xavier", false, _ => Initialize.VarianceScaling(1, average, WeightDistribution.Uniform, description)) { Mode = FanMode.FanAverage };
    }

    public static InitializerRule LeCun(int fanIn)
        => new("LeCun", false, _ => Initialize.VarianceScaling(1, fanIn, WeightDistribution.TruncatedNormal, $"Flax's default, LeCun, fan-in {Text.Of(fanIn)}")) { Mode = FanMode.FanIn };
}
