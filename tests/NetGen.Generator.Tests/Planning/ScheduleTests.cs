using NetGen.Generator.Kernels;
using NetGen.Generator.Layers;
using NetGen.Generator.Memory;
using NetGen.Generator.Operations;
using NetGen.Generator.Planning;
using NetGen.TestHelpers;

using Xunit;

namespace NetGen.Generator.Tests.Planning;

/// <summary>What the planner derives from reads and writes: phases, who adds to a gradient, what overwrites what.</summary>
public sealed class ScheduleTests
{
    private const string TwoReaders = "[Network(6)] [Dense(8, Name = \"stem\")] [Dense(8)] [Add(\"stem\")] [Dense(2)] [MeanSquaredError]";

    [Fact]
    public void What_needs_only_parameters_comes_first_and_what_nobody_reads_comes_last()
    {
        NetworkPlan plan = Plan("[Network(14, 14, 32)] [Conv2D(32, 3, Padding = Padding.Same)] [Conv2D(64, 5, Padding = Padding.Same)] [BatchNorm] [MeanSquaredError]");
        Assert.Equal(
            ["rearranged weights", "transformed weights", "samples", "results", "samples", "results", "samples", "weight gradients", "completed gradients"],
            plan.Phases.Select(phase => phase.Name));
        Assert.All(plan.Phases[0].Kernels, kernel => Assert.DoesNotContain(kernel.Operands, operand => operand is TensorOperand));
        Assert.Contains(plan.Phases[^2].Kernels, kernel => kernel is KernelInParts);
        Assert.All(plan.Phases[^1].Kernels, kernel => Assert.IsType<SumOfPartsKernel>(kernel));
    }

    /// <summary>Kernels that do not care how many samples they are given take small ones all at once, and large ones one by one.</summary>
    [Theory]
    [InlineData("[Network(16)] [ReLU] [Tanh]", false)]
    [InlineData("[Network(8, 128)] [LayerNorm]", false)]
    [InlineData("[Network(8, 129)] [LayerNorm]", true)]
    [InlineData("[Network(64, Vocabulary = 9)] [Embedding(32)]", true)]
    [InlineData("[Network(4000)] [Dense(4)]", false)]
    public void Large_samples_go_one_by_one_where_no_kernel_cares(string attributes, bool isOneByOne)
        => Assert.Equal(isOneByOne, Assert.Single(Plan(attributes).Inference).Granularity == Granularity.Sample);

    /// <summary>
    /// Where transformed weights are shared, a few samples go together, and kernels that would rather have one go along while tensors are small; dense layers
    /// take all.
    /// </summary>
    [Fact]
    public void A_few_samples_share_the_reading_of_transformed_weights()
    {
        NetworkPlan plan = Plan(
            "[Network(128, 128, 3)] [Conv2D(32, 3, Padding = Padding.Same)] [MaxPool2D(8)] [Conv2D(64, 3, Padding = Padding.Same)] "
            + "[MaxPool2D(2)] [Flatten] [Dense(10)]");
        Assert.Equal([Granularity.Sample, Granularity.Few, Granularity.Chunk], plan.Inference.Select(stage => stage.Granularity));
        Assert.Equal([2, 2, 1], plan.Inference.Select(stage => stage.Kernels.Count));
        Storage written = Written(plan.Inference[1].Kernels[0]);
        Storage handedOn = Written(plan.Inference[1].Kernels[1]);
        Assert.False(plan.Memory.SpansChunk(written));
        Assert.True(plan.Memory.SpansChunk(handedOn));

        static Storage Written(Kernel kernel) => kernel.Operands.OfType<TensorOperand>().Single(operand => operand.IsWritten).Tensor.Storage;
    }

    /// <summary>A sample's outputs are the same alone and among others; a step has a batch.</summary>
    [Fact]
    public void Four_tiles_a_sample_are_too_few_for_outputs_and_enough_for_gradients()
    {
        NetworkPlan plan = Plan("[Network(8, 8, 32)] [Conv2D(32, 1)] [Conv2D(64, 3, Padding = Padding.Same)] [MeanSquaredError]");
        Assert.DoesNotContain(plan.Inference.SelectMany(stage => stage.Kernels), kernel => kernel is WinogradConvolutionKernel);
        Assert.Contains(plan.Kernels, kernel => kernel is WinogradConvolutionKernel { GivesGradient: true });
        Kernel weightGradient = plan.Kernels.Single(kernel
            => kernel.Name.StartsWith("Conv2WeightGradient", StringComparison.Ordinal) && kernel is not SumOfPartsKernel);
        Assert.Contains("Winograd F(3x3, 4x4)", weightGradient.DescribePlan(), StringComparison.Ordinal);
    }

    /// <summary>Transformed weights of a layer are four times as many, whatever its image; one tile, or four that are cut off, do not pay for them.</summary>
    [Theory]
    [InlineData(4, 512)]
    [InlineData(4, 128)]
    [InlineData(4, 32)]
    [InlineData(3, 256)]
    [InlineData(6, 128)]
    public void Fewer_are_too_few_for_gradients_too(int size, int channels)
        => Assert.DoesNotContain(
            Plan($"[Network({size}, {size}, {channels})] [Conv2D({channels}, 1)] [Conv2D({channels}, 3, Padding = Padding.Same)] [MeanSquaredError]").Kernels,
            kernel => kernel is WinogradConvolutionKernel or WinogradWeightGradientKernel or WinogradWeightsKernel);

    [Theory]
    [InlineData(8, 64, 8)]
    [InlineData(8, 512, 8)]
    [InlineData(16, 128, 2)] // transformed weights come from an outer cache
    [InlineData(14, 64, 2)]
    [InlineData(20, 16, 1)] // the tiles of a sample are as many as share well
    [InlineData(28, 64, 1)]
    public void Thirty_two_tiles_go_together(int size, int channels, int samples)
    {
        NetworkPlan plan = Plan(
            $"[Network({size}, {size}, {channels})] [Conv2D({channels}, 3, Padding = Padding.Same, Algorithm = ConvolutionAlgorithm.Winograd)]");
        Assert.Equal(samples, plan.Kernels.OfType<WinogradConvolutionKernel>().Single().Plan.SamplesPerBlock);
    }

    /// <summary>Without a dense layer nobody takes more than a few samples, and no more memory is asked for.</summary>
    [Fact]
    public void A_chunk_is_as_many_samples_as_somebody_takes()
    {
        const string Convolutions = "[Network(8, 8, 64)] [Conv2D(64, 3, Padding = Padding.Same, Algorithm = ConvolutionAlgorithm.Winograd)]";
        Assert.Equal(Kernel.FewSamples, Plan(Convolutions).Memory.Chunk);
        Assert.Equal(MemoryPlan.ChunkSize, Plan(Convolutions + " [Flatten] [Dense(10)]").Memory.Chunk);
    }

    [Fact]
    public void Running_statistics_are_kept_once_the_step_is_accepted()
    {
        NetworkPlan plan = Plan("[Network(6)] [Dense(4)] [BatchNorm] [MeanSquaredError]");
        Assert.IsType<RunningStatisticsKernel>(Assert.Single(plan.Commits));
        Assert.DoesNotContain(plan.Phases.SelectMany(phase => phase.Kernels), kernel => kernel is RunningStatisticsKernel);
    }

    [Fact]
    public void The_first_kernel_of_the_backward_pass_writes_a_gradient_and_the_others_add_to_it()
    {
        Kernel[] contributing = [.. Plan(TwoReaders).Phases.SelectMany(phase => phase.Kernels).Where(ContributesToStem)];
        Assert.Equal([false, true], contributing.Select(kernel => kernel.Accumulates));

        static bool ContributesToStem(Kernel kernel) => kernel.Operands.Any(operand => operand is TensorOperand { Access: Access.Contribute, Tensor.Storage.Name: "stem" });
    }

    /// <summary>Whatever the network: what a kernel reads has been written by one before it, or is the caller's or a parameter's.</summary>
    [Theory]
    [InlineData(TwoReaders)]
    [InlineData("[Network(8, 8, 3)] [Conv2D(6, 3, Padding = Padding.Same)] [BatchNorm] [ReLU(Name = \"a\")] [Conv2D(6, 3, Padding = Padding.Same)] [GELU] [Add(\"a\")] [MaxPool2D(2)] [Dropout(0.5)] [Flatten] [Dense(10)] [SoftmaxCrossEntropy]")]
    [InlineData("[Network(4, 4, 32)] [Conv2D(32, 3, Groups = 32)] [Softmax] [Multiply(\"conv1\")] [Concat(\"conv1\", \"softmax1\")] [GlobalMaxPool2D] [MeanSquaredError]")]
    public void A_step_reads_nothing_before_it_is_written(string attributes)
    {
        NetworkPlan plan = Plan(attributes);
        HashSet<object> written = [];
        foreach (Kernel kernel in plan.Phases.SelectMany(phase => phase.Kernels).Concat(plan.Commits))
        {
            foreach (MemoryOperand operand in kernel.Memory.Where(operand => operand.IsRead || (operand.Access == Access.Contribute && kernel.Accumulates)))
            {
                bool isGiven = operand is ParameterOperand { IsGradient: false } || operand is TensorOperand { IsGradient: false, Tensor.Storage.Kind: StorageKind.NetworkInput };
                Assert.True(isGiven || written.Contains(operand.Memory), $"{kernel.Name} reads {operand.Name}, which nothing has written.");
            }

            written.UnionWith(kernel.Memory.Where(operand => operand.IsWritten).Select(operand => operand.Memory));
        }

        Assert.NotEmpty(written);
    }

    /// <summary>A loss that begins at the caller's own values must not leave its gradient among them.</summary>
    [Theory]
    [InlineData("[Network(4)] [Dropout(0)] [MeanSquaredError]")]
    [InlineData("[Network(2, 2, 1)] [Flatten] [MeanSquaredError]")]
    [InlineData("[Network(2, 2, 3)] [Flatten] [SoftmaxCrossEntropy]")]
    public void No_kernel_writes_to_the_callers_samples(string attributes)
    {
        IEnumerable<TensorOperand> operands = Plan(attributes).Phases.SelectMany(phase => phase.Kernels).SelectMany(kernel => kernel.Operands.OfType<TensorOperand>());
        Assert.DoesNotContain(operands, operand => operand.Tensor.Storage.Kind == StorageKind.NetworkInput && (operand.IsGradient || operand.IsWritten));
    }

    [Theory]
    [InlineData("[Network(6)] [Dense(4)] [ReLU] [Dense(2)] [MeanSquaredError]", true)] // The derivative follows from the result, and nobody else reads what is overwritten.
    [InlineData("[Network(6)] [Dense(4)] [GELU] [Dense(2)] [MeanSquaredError]", false)] // GELU's derivative needs its argument.
    [InlineData("[Network(6)] [Dense(4)] [GELU] [Dense(2)]", true)] // Without training nothing is kept.
    [InlineData("[Network(6)] [Dense(4, Name = \"a\")] [ReLU] [Add(\"a\")] [MeanSquaredError]", false)] // Somebody else reads it.
    [InlineData("[Network(6)] [Dense(4)] [Softmax] [Tanh] [MeanSquaredError]", false)] // The gradient of softmax needs its result.
    public void An_activation_overwrites_what_nobody_needs(string attributes, bool isInPlace)
    {
        OperationGraph graph = OperationBuilder.Lower(Declared.Model(attributes));
        FusionPlan fusion = new(graph);
        Assert.Equal(isInPlace, graph.Operations.Any(placed => placed.Operation is ActivationMap && fusion.IsInPlace(placed.Operation)));
    }

    private static NetworkPlan Plan(string attributes) => Planner.Plan(Declared.Model(attributes));
}
