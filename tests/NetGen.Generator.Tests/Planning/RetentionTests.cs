using NetGen.Generator.Kernels;
using NetGen.Generator.Layers;
using NetGen.Generator.Memory;
using NetGen.Generator.Planning;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Planning;

/// <summary>What a training step keeps: large samples share memory, and what is computed again is not kept.</summary>
public sealed class RetentionTests
{
    private const string Chain =
        "[Conv2D(16, 3, Padding = Padding.Same)] [ReLU] [Conv2D(16, 3, Padding = Padding.Same)] [ReLU] [Conv2D(16, 3, Padding = Padding.Same)] [ReLU] [Conv2D(16, 3, Padding = Padding.Same)] [ReLU] "
        + "[Conv2D(16, 3, Padding = Padding.Same)] [ReLU] [Conv2D(16, 3, Padding = Padding.Same)] [ReLU] [Conv2D(16, 3, Padding = Padding.Same)] [ReLU] [Conv2D(16, 3, Padding = Padding.Same)] [ReLU] "
        + "[GlobalAveragePool2D] [Dense(10)] [SoftmaxCrossEntropy]";

    /// <summary>VGG-16 and bottlenecks with normalisation, without the layers behind their images, which have no part in this.</summary>
    private static readonly string[] s_large =
    [
        $"[Network(224, 224, 3)] {Vgg(64, 2)} {Vgg(128, 2)} {Vgg(256, 3)} {Vgg(512, 3)} {Vgg(512, 3)} [Flatten] [Dense(100)] [SoftmaxCrossEntropy]",
        "[Network(224, 224, 3)] [Conv2D(64, 7, Padding = Padding.Same, Stride = 2, UseBias = false)] [BatchNorm] [ReLU] [MaxPool2D(3, Stride = 2, Padding = Padding.Same)] "
            + $"{Bottlenecks(7, 64)} [GlobalAveragePool2D] [Dense(10)] [SoftmaxCrossEntropy]",
    ];

    public static TheoryData<string> Large => [.. s_large];

    public static TheoryData<string, double> LargeWithShares => new() { { s_large[0], 0.84 }, { s_large[1], 0.6 } };

    public static TheoryData<string> Shadowed =>
    [
        .. s_large,
        .. s_large.Select(Recomputed),
        $"[Network(8, 8, 16, Recompute = true)] {Chain}",
        "[Network(12, 16, Recompute = true)] [LSTM(16)] [LayerNorm] [Dense(16)] [GELU] [MultiHeadAttention(2)] [LayerNorm] [Flatten] [Dense(5)] [Softplus] [Dense(3)] [SoftmaxCrossEntropy]",
        "[Network(9, 9, 16, Recompute = true)] [Conv2D(16, 3)] [BatchNorm] [ELU] [DepthwiseConv2D(3)] [PReLU] [Dropout(0.2)] [Conv2D(32, 1, Name = \"a\")] [Tanh] [Conv2D(32, 1)] [Add(\"a\")] [Flatten] [Dense(3)] [MeanSquaredError]",
    ];

    [Theory]
    [MemberData(nameof(Large))]
    public void Large_samples_need_little_more_than_what_must_be_kept(string attributes)
    {
        NetworkPlan plan = Planner.Plan(Declared.Model(attributes));
        Assert.Equal(Retention.Shared, plan.Retained.Kind);
        Assert.InRange(plan.Memory.TrainingPerSample, MustBeKept(plan), (long)(1.3 * MustBeKept(plan)));
    }

    /// <summary>Of VGG-16 the values and gradients of the first two layers, which are there at once, are four fifths of all values.</summary>
    [Theory]
    [MemberData(nameof(LargeWithShares))]
    public void Computing_again_needs_less_memory(string attributes, double most)
    {
        NetworkPlan whole = Planner.Plan(Declared.Model(attributes));
        NetworkPlan again = Planner.Plan(Declared.Model(Recomputed(attributes)));
        Assert.InRange(again.Memory.TrainingPerSample, 1, (long)(most * whole.Memory.TrainingPerSample));
        Assert.Contains("computed again", again.Retained.Reason, StringComparison.Ordinal);
        Dictionary<Kernel, int> runs = again.Phases.SelectMany(phase => phase.Kernels).GroupBy(kernel => kernel)
            .ToDictionary(group => group.Key, group => group.Count());
        Assert.Contains(2, runs.Values);
        Assert.DoesNotContain(runs.Values, count => count > 2);
    }

    [Fact]
    public void Small_samples_keep_all()
    {
        NetworkPlan plan = Planner.Plan(Declared.Model($"[Network(8, 8, 3)] {Chain}"));
        Assert.Equal(Retention.Kept, plan.Retained.Kind);
        Assert.DoesNotContain("shared", PlanTextOf(plan), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_it_would_save_nothing_nothing_is_computed_again()
    {
        NetworkPlan plan = Planner.Plan(Declared.Model("[Network(6, Recompute = true)] [Dense(4)] [ReLU] [Dense(2)] [MeanSquaredError]"));
        Assert.Contains("nothing is computed again", PlanTextOf(plan), StringComparison.Ordinal);
        Assert.All(plan.Phases.SelectMany(phase => phase.Scheduled), scheduled => Assert.False(scheduled.IsAgain));
    }

    /// <summary>Plays a step: whoever reads a memory finds what was written for it, not what another memory in its place was given.</summary>
    [Theory]
    [MemberData(nameof(Shadowed))]
    public void Nobody_reads_what_another_has_written(string attributes)
    {
        NetworkPlan plan = Planner.Plan(Declared.Model(attributes));
        Assert.NotEqual(Retention.Kept, plan.Retained.Kind);
        List<(int Start, int End, object Memory)> written = [];
        foreach (Kernel kernel in plan.Phases.SelectMany(phase => phase.Kernels))
        {
            foreach (TensorOperand operand in kernel.Memory.OfType<TensorOperand>().Where(operand => operand.Tensor.Storage.Kind == StorageKind.Workspace))
            {
                int start = plan.Memory.Training(operand.Tensor.Storage, operand.IsGradient);
                int end = start + operand.Tensor.Storage.SampleStride;
                (int, int, object Memory)[] there = [.. written.Where(other => other.Start < end && start < other.End)];
                if (operand.IsRead) Assert.All(there, other => Assert.Equal(operand.Memory, other.Memory));
                if (!operand.IsWritten) continue;
                foreach ((int, int, object) other in there) written.Remove(other);
                written.Add((start, end, operand.Memory));
            }
        }
    }

    /// <summary>
    /// In a phase that divides samples, workers are not at the same kernel: two memories in one place must have each sample in the same place.
    /// </summary>
    [Theory]
    [MemberData(nameof(Shadowed))]
    public void Workers_do_not_meet_in_memory(string attributes)
    {
        NetworkPlan plan = Planner.Plan(Declared.Model(attributes));
        foreach (Phase phase in plan.Phases)
        {
            TensorOperand[] operands =
                [.. phase.Kernels.SelectMany(kernel => kernel.Memory).OfType<TensorOperand>()
                    .Where(operand => operand.Tensor.Storage.Kind == StorageKind.Workspace).DistinctBy(operand => operand.Memory)];
            foreach ((TensorOperand one, TensorOperand other) in operands.SelectMany((one, place) => operands.Skip(place + 1).Select(other => (one, other))))
            {
                (int first, int second) = (OffsetOf(one), OffsetOf(other));
                bool meet = first < second + other.Tensor.Storage.SampleStride && second < first + one.Tensor.Storage.SampleStride;
                if (meet) Assert.True(phase.Axis == WorkAxis.Samples && first == second
                    && one.Tensor.Storage.SampleStride == other.Tensor.Storage.SampleStride, $"{one.Tensor.Storage.Name}, {other.Tensor.Storage.Name}");
            }
        }

        int OffsetOf(TensorOperand operand) => plan.Memory.Training(operand.Tensor.Storage, operand.IsGradient);
    }

    private static string Recomputed(string attributes) => attributes.Replace("224, 3)]", "224, 3, Recompute = true)]", StringComparison.Ordinal);

    private static string Vgg(int filters, int count)
        => string.Concat(Enumerable.Repeat($"[Conv2D({filters}, 3, Padding = Padding.Same)] [ReLU] ", count)) + "[MaxPool2D(2)]";

    private static string Bottlenecks(int count, int filters) => string.Concat(Enumerable.Range(0, count).Select(_ =>
        $"[Conv2D({filters}, 1, UseBias = false)] [BatchNorm] [ReLU] [Conv2D({filters}, 3, Padding = Padding.Same, UseBias = false)] [BatchNorm] [ReLU] [Conv2D({4 * filters}, 1, UseBias = false)] [BatchNorm] [ReLU] "));

    private static string PlanTextOf(NetworkPlan plan) => Emit.PlanText.Write(plan);

    /// <summary>Floats of the values that the backward pass reads, which were made before it.</summary>
    private static long MustBeKept(NetworkPlan plan)
        => plan.Phases.SelectMany(phase => phase.Kernels).Where(plan.IsBackward).SelectMany(kernel => kernel.Memory).OfType<TensorOperand>()
            .Where(operand => !operand.IsGradient && operand.Tensor.Storage.Kind == StorageKind.Workspace)
            .DistinctBy(operand => operand.Memory).Sum(operand => (long)operand.Tensor.Storage.SampleStride);
}
