#pragma warning disable format // one line per layer
using NetGen;
using Shapes;
using Xunit;

namespace Checks;

/// <summary>A network of the tests, beside that of the library.</summary>
[Network(16, InputMean = 0, InputStd = 1)]
[Dense(64)] [ReLU]
[Dense(64)] [ReLU]
[Dense(4)]
[MeanSquaredError]
internal sealed partial class OwnNet;

public sealed class ShapeNetTests
{
    private static readonly float[] Inputs = [.. Enumerable.Range(0, 64 * ShapeNet.Info.InputSize).Select(static i => 1.7f * MathF.Sin(i * 12.9898f))];

    [Fact]
    public void The_signal_of_the_librarys_network_begins_as_predicted() => AssertPredicted(new ShapeNet(seed: 1).MeasureSignal(Inputs, new int[64]));

    [Fact]
    public void The_signal_of_a_network_of_the_tests_begins_as_predicted()
        => AssertPredicted(new OwnNet(seed: 1).MeasureSignal(Inputs.AsSpan(0, 64 * OwnNet.Info.InputSize), new float[64 * OwnNet.Info.OutputSize]));

    private static void AssertPredicted(SignalMeasurement signal)
        => Assert.All(signal.Layers.Where(static layer => layer.Values is not null), static layer => Assert.InRange(layer.Values!.Std / layer.Predicted.Std, 0.4, 2.5));
}
