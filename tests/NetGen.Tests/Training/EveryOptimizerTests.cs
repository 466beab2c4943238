using NetGen.Data;
using NetGen.Tests.Files;

using Xunit;

namespace NetGen.Tests.Training;

/// <summary>What holds for all optimisers.</summary>
public sealed class EveryOptimizerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string> Names => EveryOptimizer.Names;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void AllOptimizersAreTested() => EveryOptimizer.AssertComplete();

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryNumberOfThreadsGivesTheSameBits(string name)
    {
        SmallClassifier expected = Train(1);
        foreach (int threads in new[] { 2, 3, 4 }) TrainerTests.AssertSameBits(expected, Train(threads));

        SmallClassifier Train(int threads)
        {
            using TrainedNetwork<SmallClassifier> trained = new(new SmallClassifier(3), new() { Threads = threads }, EveryOptimizer.Create(name));
            Steps(trained.Trainer, 0, 6);
            return trained.Network;
        }
    }

    /// <summary>Into ranges, as threads divide the block.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void AnySplitGivesTheSameBits(string name)
    {
        if (EveryOptimizer.Create(name).IsByTensor) return; // TensorOptimizerTests divide tensors among threads
        const int Size = 203;
        float[] expected = Update([0, Size]);
        for (int cut = 16; cut < Size; cut += 48) Assert.Equal(expected, Update([0, cut, Size]));
        Assert.Equal(expected, Update([0, 16, 32, 160, Size]));

        float[] Update(int[] cuts)
        {
            Optimizer optimizer = EveryOptimizer.Create(name);
            var state = new OptimizerState(optimizer, Size);
            float[] parameters = [.. Enumerable.Range(0, Size).Select(i => MathF.Sin(i))];
            for (int step = 0; step < 3; step++)
            {
                optimizer.Advance(state);
                float[] gradients = [.. Enumerable.Range(0, Size).Select(i => MathF.Cos((3 * i) + step))];
                for (int i = 1; i < cuts.Length; i++)
                {
                    var range = new UpdateRange(ref parameters[0], ref gradients[0], state, cuts[i - 1], cuts[i]) { Scale = new(0.5f, 0.3f), Step = new(step, optimizer.Rate) };
                    if (step == 0) optimizer.Begin(range);
                    Assert.True(optimizer.Update(range));
                }

                state.Updates++;
            }

            return parameters;
        }
    }

    /// <summary>By another trainer, and by one that has gone on in the meantime.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void ResumingGivesTheSameBits(string name)
    {
        foreach (int before in new[] { 0, 1, 7 })
        {
            string path = _directory.Combine($"{before}.safetensors");
            using TrainedNetwork<SmallClassifier> whole = new(new SmallClassifier(3), optimizer: EveryOptimizer.Create(name));
            Steps(whole.Trainer, 0, before);
            whole.Trainer.SaveCheckpoint(path);
            Steps(whole.Trainer, before, before + 5);
            byte[] expected = Save(whole.Trainer);

            using TrainedNetwork<SmallClassifier> resumed = new(new SmallClassifier(99), optimizer: EveryOptimizer.Create(name));
            resumed.Trainer.LoadCheckpoint(path);
            Steps(resumed.Trainer, before, before + 5);
            Assert.Equal(expected, Save(resumed.Trainer));

            whole.Trainer.LoadCheckpoint(path);
            Steps(whole.Trainer, before, before + 5);
            Assert.Equal(expected, Save(whole.Trainer));
            AssertPaddingIsZero(resumed.Network);
        }

        byte[] Save(Trainer<SmallClassifier> trainer)
        {
            string path = _directory.Combine("end.safetensors");
            trainer.SaveCheckpoint(path);
            return File.ReadAllBytes(path);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PaddingStaysZero(string name)
    {
        using TrainedNetwork<SmallClassifier> trained = new(new SmallClassifier(3), optimizer: EveryOptimizer.Create(name));
        Steps(trained.Trainer, 0, 5);
        AssertPaddingIsZero(trained.Network);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheLossFalls(string name)
    {
        using TrainedNetwork<SmallClassifier> trained = new(new SmallClassifier(3), optimizer: EveryOptimizer.Create(name));
        Dataset train = FitRuns.Labelled(60, 1);
        float[] inputs = Batches.Inputs(60, 1);
        float before = trained.Trainer.ComputeGradients(inputs, Batches.Labels(inputs));
        TrainingReport report = trained.Trainer.Fit(train, new() { Epochs = 60, BatchSize = 60 });
        Assert.True(report.Epochs[^1].Loss < before, $"{before} {report.Epochs[^1].Loss}");
    }

    /// <summary>Going on with a setting that nobody compares would not be noticed.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void SettingsOfEveryKindAreDescribed(string name)
    {
        Optimizer optimizer = EveryOptimizer.Create(name);
        string[] settings = [.. optimizer.GetType().GetProperties().Where(property => property.CanWrite && property.Name != nameof(Optimizer.LearningRate)).Select(property => property.Name)];
        Assert.Equal(settings.Order(StringComparer.Ordinal), optimizer.Describe().Select(setting => setting.Name).Order(StringComparer.Ordinal));
    }

    /// <summary>By their formulas. Groups of the parameters of wider networks ask for it.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void EachSaysWhatItsDecayIs(string name)
    {
        string kind = name.Split(' ')[0];
        Optimizer optimizer = EveryOptimizer.Create(name);
        Assert.Equal(kind is not ("Rprop" or "Ftrl"), optimizer.HasWeightDecay);
        Assert.Equal(kind is "AdamW" or "Lion" or "Muon" or "Adafactor" or "ScheduleFreeAdamW", optimizer.HasDecoupledDecay);
    }

    [Fact]
    public void ADecayThatMayBeApartIsSaidToBe()
    {
        Assert.True(new NAdam { DecoupledWeightDecay = true }.HasDecoupledDecay);
        Assert.True(new RAdam { DecoupledWeightDecay = true }.HasDecoupledDecay);
    }

    /// <summary>Checkpoints name what an optimiser keeps by these: under others, older checkpoints could not be read.</summary>
    [Theory]
    [InlineData("Sgd", "momentum_buffer")]
    [InlineData("Adam", "exp_avg exp_avg_sq")]
    [InlineData("Adam Amsgrad", "exp_avg exp_avg_sq max_exp_avg_sq")]
    [InlineData("AdamW", "exp_avg exp_avg_sq")]
    [InlineData("RmsProp", "square_avg momentum_buffer")]
    [InlineData("RmsProp Centered", "square_avg momentum_buffer grad_avg")]
    [InlineData("Adagrad", "sum")]
    [InlineData("Adadelta", "square_avg acc_delta")]
    [InlineData("Adamax", "exp_avg exp_inf")]
    [InlineData("NAdam", "exp_avg exp_avg_sq")]
    [InlineData("RAdam", "exp_avg exp_avg_sq")]
    [InlineData("Asgd", "ax")]
    [InlineData("Rprop", "prev step_size")]
    [InlineData("Lion", "exp_avg")]
    [InlineData("Ftrl", "accumulator linear")]
    [InlineData("Lamb", "exp_avg exp_avg_sq")]
    [InlineData("Muon", "exp_avg exp_avg_sq")]
    [InlineData("ScheduleFreeAdamW", "z exp_avg_sq")]
    public void SlotsHaveTheNamesOfCheckpoints(string name, string slots) => Assert.Equal(slots, string.Join(' ', EveryOptimizer.Create(name).SlotNames));

    internal static void Steps(Trainer<SmallClassifier> trainer, int first, int end)
    {
        for (int step = first; step < end; step++)
        {
            float[] inputs = Batches.Inputs(9, (uint)step);
            trainer.Step(inputs, Batches.Labels(inputs));
        }
    }

    private static void AssertPaddingIsZero(SmallClassifier network)
    {
        bool[] isUsed = new bool[SmallClassifier.Info.PackedSize];
        foreach (ParameterInfo parameter in SmallClassifier.Info.Parameters)
        {
            float[] ones = new float[parameter.Count];
            Array.Fill(ones, 1f);
            float[] block = new float[isUsed.Length];
            parameter.Layout.Pack(ones, block);
            for (int i = 0; i < block.Length; i++) isUsed[i] |= block[i] != 0;
        }

        for (int i = 0; i < isUsed.Length; i++) Assert.True(isUsed[i] || BitConverter.SingleToUInt32Bits(network.Parameters.Memory.Span[i]) == 0);
    }
}
