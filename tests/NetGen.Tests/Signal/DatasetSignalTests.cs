using NetGen.Data;
using NetGen.Tests.Networks;
using NetGen.Tests.Training;

using Xunit;

namespace NetGen.Tests.Signal;

/// <summary>Signals of the samples of a dataset, which networks with several inputs and losses are given by.</summary>
public sealed class DatasetSignalTests
{
    private const int Batch = 10;

    [Fact]
    public void Labels_of_a_dataset_are_as_good_as_labels()
    {
        float[] inputs = [.. Enumerable.Range(0, 3 * Batch).Select(Number)];
        int[] labels = [.. Enumerable.Range(0, Batch).Select(static index => index % 3)];
        DroppingNet network = new(seed: 1);
        SignalMeasurement expected = network.MeasureSignal(inputs, labels, seed: 4);
        SignalMeasurement actual = network.MeasureSignal(new Dataset(inputs, 3, labels, 3), seed: 4);
        Assert.Equal(expected.ToString(), actual.ToString());
        Assert.Equal(expected.Loss, actual.Loss);
    }

    /// <summary>Every head sends gradients, and the loss is what evaluation gives.</summary>
    [Fact]
    public void Heads_are_measured_with_targets_of_their_own()
    {
        MoveNet network = new(seed: 1);
        Dataset rows = Moves([.. Enumerable.Range(0, Batch).Select(static index => index % 6)]);
        SignalMeasurement measured = network.MeasureSignal(rows);
        Assert.Equal(network.Evaluate(rows).Loss, measured.Loss!.Value, 1e-5);
        Assert.Equal(Batch, measured.Batch);
        Assert.True(measured["policy"].Gradients!.Rms > 0);
        Assert.True(measured["value"].Gradients!.Rms > 0);

        // Other labels change the gradients of their own head, and not those of the other.
        SignalMeasurement other = network.MeasureSignal(Moves([.. Enumerable.Range(0, Batch).Select(static index => (index + 1) % 6)]));
        Assert.NotEqual(measured["policy"].Gradients!.Rms, other["policy"].Gradients!.Rms);
        Assert.Equal(measured["value"].Gradients!.Rms, other["value"].Gradients!.Rms);
    }

    [Fact]
    public void Samples_that_do_not_fit_are_refused()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new MoveNet(seed: 1).MeasureSignal(new Dataset(new float[12], 3, [0, 1, 2, 0], 3)));
        const string Expected = "The samples have one input and one target; MoveNet takes its own; make them with MoveNet.CreateDataset.";
        Assert.StartsWith(Expected, refused.Message, StringComparison.Ordinal);
        Assert.Equal("samples", refused.ParamName);
    }

    private static Dataset Moves(int[] policies) => MoveNet.CreateDataset(
        [.. Enumerable.Range(0, 60 * Batch).Select(Number)],
        [.. Enumerable.Range(7, 2 * Batch).Select(Number)],
        policies,
        [.. Enumerable.Range(3, Batch).Select(Number)]);

    private static float Number(int index) => MathF.Sin(1.7f * index);
}
