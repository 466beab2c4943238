using NetGen;

namespace ExperimentsSample;

// Broken on purpose, and the analyzer says so.
#pragma warning disable NG1003, NG1005, NG1007, NG1008, NG2007, NG4001, NG4002, NG4003, NG4004
#pragma warning disable format // one line for each layer: 'dotnet format' would give every attribute its own

/// <summary>Two stages of two 3x3 convolutions and a linear layer, all weights N(0, 1).</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(64, 3, Padding = Padding.Same)] [Normal(1)] [ReLU]
[Conv2D(64, 3, Padding = Padding.Same)] [Normal(1)] [ReLU]
[MaxPool2D(2)]
[Conv2D(128, 3, Padding = Padding.Same)] [Normal(1)] [ReLU]
[Conv2D(128, 3, Padding = Padding.Same)] [Normal(1)] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(10)] [Normal(1)]
[SoftmaxCrossEntropy]
internal sealed partial class BrokenConvNet;

/// <summary>The same with weights a hundred times smaller.</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(64, 3, Padding = Padding.Same)] [Normal(0.01)] [ReLU]
[Conv2D(64, 3, Padding = Padding.Same)] [Normal(0.01)] [ReLU]
[MaxPool2D(2)]
[Conv2D(128, 3, Padding = Padding.Same)] [Normal(0.01)] [ReLU]
[Conv2D(128, 3, Padding = Padding.Same)] [Normal(0.01)] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(10)] [Normal(0.01)]
[SoftmaxCrossEntropy]
internal sealed partial class VanishingConvNet;

/// <summary>
/// The same with TensorFlow 1's variance_scaling_initializer, a normal distribution of std sqrt(1.3 * 2 / fan-in) cut at two of them, and its
/// xavier_initializer.
/// </summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(64, 3, Padding = Padding.Same)] [TruncatedNormal(0.53748385)] [ReLU]
[Conv2D(64, 3, Padding = Padding.Same)] [TruncatedNormal(0.06718548)] [ReLU]
[MaxPool2D(2)]
[Conv2D(128, 3, Padding = Padding.Same)] [TruncatedNormal(0.06718548)] [ReLU]
[Conv2D(128, 3, Padding = Padding.Same)] [TruncatedNormal(0.04750731)] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(10)] [Xavier]
[SoftmaxCrossEntropy]
internal sealed partial class FixedConvNet;

/// <summary>Their beginnings, without an activation at the end: what stands in front of each ReLU.</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(64, 3, Padding = Padding.Same)]
internal sealed partial class ToFirstConvolution;

/// <inheritdoc cref="ToFirstConvolution"/>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(64, 3, Padding = Padding.Same)] [ReLU]
[Conv2D(64, 3, Padding = Padding.Same)]
internal sealed partial class ToSecondConvolution;

/// <inheritdoc cref="ToFirstConvolution"/>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(64, 3, Padding = Padding.Same)] [ReLU]
[Conv2D(64, 3, Padding = Padding.Same)] [ReLU]
[MaxPool2D(2)]
[Conv2D(128, 3, Padding = Padding.Same)]
internal sealed partial class ToThirdConvolution;

/// <inheritdoc cref="ToFirstConvolution"/>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(64, 3, Padding = Padding.Same)] [ReLU]
[Conv2D(64, 3, Padding = Padding.Same)] [ReLU]
[MaxPool2D(2)]
[Conv2D(128, 3, Padding = Padding.Same)] [ReLU]
[Conv2D(128, 3, Padding = Padding.Same)]
internal sealed partial class ToFourthConvolution;
#pragma warning restore format

/// <summary>What the experiments with these networks have in common.</summary>
internal static class TutorialConvolutions
{
    public const string Network = "C3x3x64, C3x3x64, MP2, C3x3x128, C3x3x128, MP2, dense to 10; SAME, ReLU";

    /// <summary>Digits of a step.</summary>
    private const int Batch = 100;

    /// <summary>Of a quick run, which has few digits.</summary>
    private const int QuickBatch = 20;
    private const int Steps = 5_000;
    private const int QuickSteps = 30;
    private const int Points = 20;

    /// <summary>How the article trains them.</summary>
    public static Lesson Lesson(LaboratorySettings settings)
    {
        int steps = settings.Steps(Steps, QuickSteps);
        return new Lesson(settings.Choose(Batch, QuickBatch), steps, Math.Max(1, steps / Points)) { CurveDigits = settings.Choose(1_000, 100) };
    }

    /// <summary>How the four sums in front of ReLU and the scores are spread.</summary>
    public static List<Spread> Look<TNetwork>(Bench bench, TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
        =>
        [
            bench.Look(new ToFirstConvolution(), network, "conv1"),
            bench.Look(new ToSecondConvolution(), network, "conv2"),
            bench.Look(new ToThirdConvolution(), network, "conv3"),
            bench.Look(new ToFourthConvolution(), network, "conv4"),
            bench.Look(network, network, "dense1"),
        ];

    /// <summary>What looking takes.</summary>
    public static double WorkOfLook => 5 * Work.Testing(BrokenConvNet.Info, 500);

    /// <summary>Histograms of all of them.</summary>
    public static IEnumerable<NetGen.Reports.Chart> Histograms(IReadOnlyList<Spread> spreads, string when)
        => spreads.Select(spread => Pictures.Histogram(spread, spread.Name == "dense1" ? $"Scores, {when}" : $"{spread.Name} in front of ReLU, {when}"));
}
