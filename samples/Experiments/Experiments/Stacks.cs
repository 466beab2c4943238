using NetGen;

namespace ExperimentsSample;

// Two of three sizes are wrong on purpose, and the analyzer says so.
#pragma warning disable NG1002, NG1005, NG2007, NG4001, NG4002, NG4003, NG4004, NG4007, NG4008
#pragma warning disable format // one line for each layer

/// <summary>A layer of a stack, from weights of half the size that keeps the signal.</summary>
[Block] [Dense(100)] [Normal(0.05)] internal sealed class LinearSmallLayer;

/// <inheritdoc cref="LinearSmallLayer"/>
[Block] [Dense(100)] [Normal(0.1)] internal sealed class LinearRightLayer;

/// <inheritdoc cref="LinearSmallLayer"/>
[Block] [Dense(100)] [Normal(0.2)] internal sealed class LinearLargeLayer;

/// <inheritdoc cref="LinearSmallLayer"/>
[Block] [Dense(100)] [Normal(0.1)] [ReLU] internal sealed class ReluSmallLayer;

/// <inheritdoc cref="LinearSmallLayer"/>
[Block] [Dense(100)] [Normal(0.14)] [ReLU] internal sealed class ReluRightLayer;

/// <inheritdoc cref="LinearSmallLayer"/>
[Block] [Dense(100)] [Normal(0.28)] [ReLU] internal sealed class ReluLargeLayer;

/// <inheritdoc cref="LinearSmallLayer"/>
[Block] [Dense(100)] [Normal(0.05)] [Tanh] internal sealed class TanhSmallLayer;

/// <inheritdoc cref="LinearSmallLayer"/>
[Block] [Dense(100)] [Normal(0.1)] [Tanh] internal sealed class TanhRightLayer;

/// <inheritdoc cref="LinearSmallLayer"/>
[Block] [Dense(100)] [Normal(0.2)] [Tanh] internal sealed class TanhLargeLayer;

/// <summary>The article's stack: a first layer from 784 to 100, and five layers from 100 to 100.</summary>
[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Use<LinearSmallLayer>(Repeat = 6)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class LinearSmallNet;

/// <inheritdoc cref="LinearSmallNet"/>
[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Use<LinearRightLayer>(Repeat = 6)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class LinearRightNet;

/// <inheritdoc cref="LinearSmallNet"/>
[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Use<LinearLargeLayer>(Repeat = 6)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class LinearLargeNet;

/// <inheritdoc cref="LinearSmallNet"/>
[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(100)] [Normal(0.1)] [Use<ReluSmallLayer>(Repeat = 5)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class ReluSmallNet;

/// <inheritdoc cref="LinearSmallNet"/>
[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(100)] [Normal(0.14)] [Use<ReluRightLayer>(Repeat = 5)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class ReluRightNet;

/// <inheritdoc cref="LinearSmallNet"/>
[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(100)] [Normal(0.28)] [Use<ReluLargeLayer>(Repeat = 5)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class ReluLargeNet;

/// <inheritdoc cref="LinearSmallNet"/>
[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(100)] [Normal(0.05)] [Use<TanhSmallLayer>(Repeat = 5)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class TanhSmallNet;

/// <inheritdoc cref="LinearSmallNet"/>
[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(100)] [Normal(0.1)] [Use<TanhRightLayer>(Repeat = 5)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class TanhRightNet;

/// <inheritdoc cref="LinearSmallNet"/>
[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(100)] [Normal(0.2)] [Use<TanhLargeLayer>(Repeat = 5)] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] internal sealed partial class TanhLargeNet;
#pragma warning restore format

/// <summary>What the experiments with stacks of equal layers have in common.</summary>
internal static class Stacks
{
    /// <summary>Layers behind the first one that the article draws.</summary>
    public const int Drawn = 5;

    /// <summary>Digits that the article looks at a stack with.</summary>
    private const int Digits = 1_000;

    /// <summary>Looks at a stack: its five drawn layers as 'layers', and its gradients.</summary>
    public static Part Part<TNetwork>(string name, ulong seed, Func<ulong, TNetwork> create, string kind)
        where TNetwork : class, ITrainableNetwork<TNetwork>
        => new(name, seed, FormattableString.Invariant($"{Digits} digits"), Work.Training(TNetwork.Info, Digits, 2), bench =>
        {
            TNetwork network = create(seed);
            Measurements measured = new();
            Spread[] all = [.. bench.Look(network, Digits).Where(spread => TNetwork.Info.Layers.Single(layer => layer.Name == spread.Name).Kind == kind)];

            // Of linear layers the first is that from 784 and the last gives scores; activations have neither.
            Spread[] drawn = kind == "Dense" ? all[1..^1] : all;
            measured.Spreads["layers"] = [.. drawn.Select(static (spread, place) => spread with { Name = FormattableString.Invariant($"h{place + 1}") })];
            bench.MeasureGradients(network, measured);
            return measured;
        });

    /// <summary>Figures of a stack: the std of each layer, which the article's formula gives by hand and the declaration predicts.</summary>
    public static IEnumerable<Figure> Figures(Results results, string part, IReadOnlyList<double> byHand)
    {
        for (int layer = 0; layer < Drawn; layer++)
        {
            int index = layer;
            double predicted = results.Spreads(part, "layers")[layer].PredictedStd;
            yield return new Figure(
                FormattableString.Invariant($"{part}, h{layer + 1}: std"),
                FormattableString.Invariant($"{byHand[layer]:G3} (by hand), {predicted:G3} (predicted)"),
                predicted / Tolerance,
                predicted * Tolerance,
                [.. results[part].Select(measured => measured.Spreads["layers"][index].Std)],
                Claim.Published);
        }
    }

    /// <summary>One network of width 100 differs from the mean over all by less than this factor.</summary>
    public const double Tolerance = 1.35;

    /// <summary>By how much the last layer's root mean square differs from the first's, over the seeds.</summary>
    public static IReadOnlyList<double> Ratios(Results results, string part) => [.. results[part].Select(static measured => measured.Spreads["layers"][^1].Rms / measured.Spreads["layers"][0].Rms)];
}
