using NetGen;

namespace ExperimentsSample;

// Each shows one formula; some of them are wrong on purpose.
#pragma warning disable NG1001, NG1002, NG1005, NG1007, NG1017, NG1018, NG2007, NG4001, NG4002, NG4003, NG4004, NG4010
#pragma warning disable format // one line for each layer

[Network(500)] [Dense(200)] [Xavier] internal sealed partial class XavierLayer;

[Network(500)] [Dense(200)] [He] [ReLU] internal sealed partial class HeLayer;

[Network(500)] [Dense(200)] [He(Mode = FanMode.FanOut)] [ReLU] internal sealed partial class HeFanOutLayer;

[Network(500)] [Dense(200)] [LeCun] [Tanh] internal sealed partial class LeCunLayer;

[Network(500)] [Dense(200)] [He(Slope = 0.3)] [LeakyReLU(0.3)] internal sealed partial class LeakyLayer;

[Network(12, 12, 1)] [Conv2D(16, 3)] [He] [ReLU] internal sealed partial class OneChannelLayer;

[Network(12, 12, 16)] [Conv2D(16, 3)] [He] [ReLU] internal sealed partial class SixteenChannelLayer;

[Network(12, 12, 16)] [Conv2D(16, 3, Groups = 4)] [He] [ReLU] internal sealed partial class GroupedLayer;

[Network(500)] [Dense(200)] [VarianceScaling(1, Mode = FanMode.FanIn, Distribution = WeightDistribution.Uniform)] internal sealed partial class CaffeXavierLayer;

[Network(500)] [Dense(200)] [VarianceScaling(1, Mode = FanMode.FanAverage, Distribution = WeightDistribution.Uniform)] internal sealed partial class CaffeAverageLayer;

[Network(500)] [Dense(200)] [VarianceScaling(2, Mode = FanMode.FanIn, Distribution = WeightDistribution.Normal)] [ReLU] internal sealed partial class CaffeMsraLayer;

/// <summary>Ten times too small weights, six layers deep.</summary>
[Network(784, InputMean = 0.1307, InputStd = 0.3081)]
[Dense(64)] [Normal(0.02)] [ReLU]
[Dense(64)] [Normal(0.02)] [ReLU]
[Dense(64)] [Normal(0.02)] [ReLU]
[Dense(64)] [Normal(0.02)] [ReLU]
[Dense(10)] [Normal(0.02)]
[SoftmaxCrossEntropy]
internal sealed partial class SmallBiasNet;

/// <summary>For gradients by differences: smooth, and small.</summary>
[Network(784, InputMean = 0.1307, InputStd = 0.3081)]
[Dense(16)] [Xavier] [Tanh]
[Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
internal sealed partial class SmoothNet;
#pragma warning restore format

/// <summary>What formulas look at.</summary>
internal static class Drawn
{
    /// <summary>The initial weights of a network's first layer.</summary>
    public static float[] Weights<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        ParameterInfo weights = TNetwork.Info.Parameters[0];
        float[] values = new float[weights.Count];
        network.CopyParameter(weights.Name, values);
        return values;
    }

    /// <summary>Their variance about 0.</summary>
    public static double Variance<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
        => Weights(network).Average(static value => (double)value * value);

    /// <summary>The standard deviation that a network's first weights are drawn with.</summary>
    public static double Std(NetworkInfo network) => network.Parameters[0].InitialStd;
}
