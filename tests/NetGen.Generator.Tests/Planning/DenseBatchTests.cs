using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Planning;
using NetGen.TestHelpers;

using Xunit;

namespace NetGen.Generator.Tests.Planning;

/// <summary>How dense layers read the rows of a batch.</summary>
public sealed class DenseBatchTests
{
    /// <summary>1,024 floats are 4 KiB: all rows of a tile in one set of the cache. The network's own tensors are never so far apart.</summary>
    [Theory]
    [InlineData(1024, true)]
    [InlineData(2048, true)]
    [InlineData(1008, false)]
    [InlineData(1536, false)]
    public void Rows_of_the_callers_that_fight_for_one_cache_set_are_copied(int inputs, bool isCopied)
    {
        NetworkPlan plan = Plan($"[Network({inputs})] [Dense(1024)] [ReLU] [Dense(32)] [MeanSquaredError]");
        MatrixMultiplyKernel[] products = [.. plan.Kernels.OfType<MatrixMultiplyKernel>()];
        Assert.Equal(isCopied, products[0].Input.Storage.Kind == StorageKind.Workspace);
        Assert.Equal(isCopied, plan.Kernels.OfType<CopyChannelsKernel>().Any());
        Assert.Equal(isCopied ? inputs + 16 : inputs, products[0].InputRowStride);
        Assert.Equal(1040, products[1].InputRowStride);
    }

    [Theory]
    [InlineData("[Network(784)] [Dense(1024)] [ReLU] [Dense(10)] [SoftmaxCrossEntropy]", 8)]
    [InlineData("[Network(28, 28, 1)] [Conv2D(32, 5)] [ReLU] [Flatten] [Dense(10)] [SoftmaxCrossEntropy]", 1)]
    public void Threads_share_a_batch_by_samples_where_reading_weights_is_not_most_of_the_work(string attributes, int samples)
        => Assert.Equal(samples, Plan(attributes).SamplesPerThread);

    /// <summary>5x5 filters of 32 to 64 channels are rearranged once a step for input gradients, and transformed twice.</summary>
    [Fact]
    public void Work_of_a_step_that_does_not_depend_on_the_batch_is_counted_by_itself()
    {
        IReadOnlyList<Phase> phases = Plan("[Network(14, 14, 32)] [Conv2D(32, 3, Padding = Padding.Same)] [Conv2D(64, 5, Padding = Padding.Same)] [MeanSquaredError]").Phases;
        Assert.All(phases.Where(phase => phase.Name is "rearranged weights" or "transformed weights"), phase => Assert.True(phase is { WorkPerSample: 0, WorkPerStep: > 8 * 5 * 5 * 32 * 64 }));
        Assert.All(phases.Where(phase => phase.Name is "samples"), phase => Assert.True(phase is { WorkPerSample: > 0, WorkPerStep: 0 }));
        Assert.Contains(phases, phase => phase.Name == "transformed weights");
    }

    private static NetworkPlan Plan(string attributes) => Planner.Plan(Declared.Model(attributes));
}
