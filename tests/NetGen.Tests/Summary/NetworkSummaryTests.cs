using NetGen.Tests.Networks;
using NetGen.Tests.Training;

using Xunit;

namespace NetGen.Tests.Summary;

#pragma warning disable format // one line per layer
/// <summary>Names with dots, of which one begins with another, and one that is wider than a table.</summary>
[Network(8, 8, 3)]
[Conv2D(4, 3, Name = "layer1")] [ReLU]
[Conv2D(4, 3, Name = "layer1.0.a.name.that.is.longer.than.any.table.could.have.room.for.in.its.first.column.on.one.line.of.it")] [BatchNorm] [ReLU]
[GlobalAveragePool2D]
[Dense(2)]
[SoftmaxCrossEntropy]
public sealed partial class LongNamesNet;
#pragma warning restore format

public sealed class NetworkSummaryTests
{
    [Fact]
    public void SumsAreThoseOfAllParameters()
    {
        var network = new TransferSource();
        NetworkSummary summary = network.Summary();
        Assert.Equal(TransferSource.Info.ParameterCount, summary.TrainableParameters);
        Assert.Equal(8, summary.StateValues);
        Assert.Equal(0, summary.FrozenParameters);
        Assert.Equal(TransferSource.Info.MultiplyAdds, summary.MultiplyAdds);
        Assert.Equal([76, 8, 0, 0, 780, 0, 65], summary.Layers.Select(layer => layer.TrainableParameters));
        Assert.Equal(8, summary.Layers[1].StateValues);
        Assert.Equal(4 * (76 + 16 + 780 + 65), summary.Memory.File);

        // Behind them lie the convolution's 72 weights and 4 biases with the normalisation in them, rounded up to whole cache lines.
        Assert.Equal(4 * (TransferSource.Info.PackedSize + 80 + 16), summary.Memory.Parameters);
        Assert.Equal(4 * TransferSource.Info.InferenceWorkspace, summary.Memory.Inference);
        Assert.Null(summary.Memory.Training);
    }

    /// <summary>Transformed weights of Winograd's algorithm lie behind the parameters.</summary>
    [Fact]
    public void MemoryCountsWhatIsDerived()
        => Assert.True(new WinogradNet().Summary().Memory.Parameters >= 4 * (WinogradNet.Info.PackedSize + (16 * 16 * 16)));

    [Fact]
    public void ATrainerKnowsWhatItFreezesAndKeeps()
    {
        using Trainer<TransferSource> trainer = new TransferSource().CreateTrainer(new Adam(), new TrainerOptions { Threads = 1, Groups = [new("conv1.*") { IsFrozen = true }] });
        NetworkSummary summary = trainer.Summary(batch: 16);
        Assert.Equal(76, summary.FrozenParameters);
        Assert.Equal(76, summary.Layers[0].FrozenParameters);
        Assert.Equal(TransferSource.Info.ParameterCount - 76, summary.TrainableParameters);
        TrainingMemorySummary memory = summary.Memory.Training!;
        int trained = TransferSource.Info.TrainedPackedSize;
        Assert.Equal(4 * trained, memory.Gradients);
        Assert.Equal(2 * 4 * trained, memory.Optimizer);
        Assert.Contains("of them 853 trainable, 76 frozen, 8 state\n", summary.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("batch", () => trainer.Summary(0));
    }

    /// <summary>A step allocates what the summary says, but for a few objects.</summary>
    [Fact]
    public void AStepAllocatesTheWorkspace()
    {
        using Trainer<TransferSource> trainer = new TransferSource().CreateTrainer(new Sgd(0.1), new TrainerOptions { Threads = 1 });
        float[] inputs = Inputs(4096 * 72);
        int[] labels = new int[4096];
        trainer.Step(inputs.AsSpan(0, 72 * 2), labels.AsSpan(0, 2));
        long before = GC.GetAllocatedBytesForCurrentThread();
        trainer.Step(inputs, labels);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TrainingMemorySummary memory = trainer.Summary(batch: 4096).Memory.Training!;
        Assert.InRange(allocated, memory.Workspace, memory.Workspace + 50_000);
        Assert.Equal(4 * TransferSource.Info.TrainedPackedSize, memory.Optimizer);
    }

    [Fact]
    public void TheTableHasWhatIsKnown()
    {
        const string Table = """
            TransferSource
            layer (kind)        output  parameters      not        std   gradient
                                                    trained  predicted  predicted
            ---------------------------------------------------------------------
            conv1 (Conv2D)       4x4x4          76        0       1.41     0.0638
            bn1 (BatchNorm)      4x4x4          16        8          1      0.085
            relu1 (ReLU)         4x4x4           0        0      0.584       0.12
            flatten1 (Flatten)      64           0        0      0.584       0.12
            dense1 (Dense)          12         780        0          1      0.196
            relu2 (ReLU)            12           0        0      0.584      0.273
            dense2 (Dense)           5          65        0      0.707      0.418

            Parameters: 937, of them 929 trainable, 8 state
            Multiply-adds for a sample: 2,044
            Bytes: 5,632 parameters (3,748 in a file), 20,480 for a call of inference

            """;
        Assert.Equal(Table.ReplaceLineEndings("\n"), new TransferSource().Summary().ToString());
    }

    [Fact]
    public void AMeasurementStandsBesideThePrediction()
    {
        var network = new TransferSource(seed: 3);
        SignalMeasurement measured = network.MeasureSignal(Inputs(20 * 72), new int[20]);
        NetworkSummary summary = network.Summary(measured);
        Assert.Same(measured.Layers[2], summary.Layers[2].Measured);
        string text = summary.ToString();
        Assert.StartsWith($"TransferSource, measured on 20 samples, loss {measured.Loss!.Value.ToString("G4", System.Globalization.CultureInfo.InvariantCulture)}\n", text, StringComparison.Ordinal);
        string relu = text.Split('\n').Single(line => line.StartsWith("relu1 ", StringComparison.Ordinal));
        string std = measured["relu1"].Values!.Std.ToString("G3", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains($"  {std}  ", relu, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
        Assert.Contains("is of TransferSource, not of WinogradNet", Assert.Throws<ArgumentException>("measured", () => new WinogradNet().Summary(measured)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LongNamesGoOnInTheNextLine()
    {
        var network = new LongNamesNet();
        NetworkSummary summary = network.Summary(network.MeasureSignal(Inputs(10 * 192), new int[10]));
        string[] lines = summary.ToString().Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 100));
        Assert.Equal([112, 0, 148], summary.Layers.Take(3).Select(layer => layer.TrainableParameters));
        string name = LongNamesNet.Info.Layers[2].Name;
        Assert.Contains(name + "(Conv2D)", string.Concat(lines.SkipWhile(line => !line.StartsWith("layer1.0", StringComparison.Ordinal)).Select(line => line.Trim().Split("  ")[0])), StringComparison.Ordinal);
    }

    private static float[] Inputs(int count)
    {
        var random = new SeededRandom(5);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }
}
