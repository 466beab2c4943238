using Xunit;

namespace NetGen.Tests.Training;

/// <summary>Tests that look at the whole process run while no other does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;

[Collection(nameof(Alone))]
public class AllocationTests
{
    public static TheoryData<string> Optimizers => EveryOptimizer.Names;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void StepsAllocateNothing(int threads) => AssertNoAllocation(new Adam(0.01f), new() { Threads = threads, ClipNorm = 1f });

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void NoOptimizerAllocates(string name) => AssertNoAllocation(EveryOptimizer.Create(name), new() { Threads = 2, ClipParameterNorm = 1 });

    [Fact]
    public void GroupsSumsAndAveragesAllocateNothing() => AssertNoAllocation(
        new AdamW(0.01), new() { Threads = 2, ClipValue = 0.1, Groups = [new("*.bias") { LearningRateFactor = 0.5 }], DecayBiasesAndNorms = false, AccumulateSteps = 3, Average = WeightAverage.Exponential(0.9) });

    private static void AssertNoAllocation(Optimizer optimizer, TrainerOptions options)
    {
        var network = new SmallClassifier();
        using var trainer = new Trainer<SmallClassifier>(network, optimizer, options);
        float[] large = Batches.Inputs(40, 0);
        int[] largeLabels = Batches.Labels(large);
        float[] small = Batches.Inputs(7, 1);
        int[] smallLabels = Batches.Labels(small);
        Run(100);

        // The runtime's own threads allocate now and then; what a step allocates would be in every window.
        long least = long.MaxValue;
        for (int window = 0; window < 100 && least > 0; window++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            Run(50);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(0, least);

        void Run(int steps)
        {
            for (int step = 0; step < steps; step++)
            {
                trainer.Step(large, largeLabels);
                trainer.Step(small, smallLabels);
            }
        }
    }

    [Fact]
    public void TheMeasureSeesAnAllocation()
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        object kept = new();
        Assert.True(GC.GetTotalAllocatedBytes(precise: true) > before);
        GC.KeepAlive(kept);
    }
}
