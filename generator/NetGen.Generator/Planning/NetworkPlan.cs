using NetGen.Generator.Kernels;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Planning;

/// <summary>Everything that is decided about a network's code. Emit prints it.</summary>
internal sealed class NetworkPlan(
    NetworkModel model,
    LoweringContext lowered,
    IReadOnlyList<InferenceStage> inference,
    IReadOnlyList<Phase> phases,
    MemoryPlan memory,
    SingleSamplePlan singleSample,
    SharedSamplePlan sharedSample,
    IReadOnlyList<PlannedTensor> tensors)
{
    // A tile of so many rows does twice as much in a second as one of half as many, which waits for weights.
    private const int FewestRows = 8;

    public NetworkModel Model { get; } = model;

    /// <summary>What is written out and what is left out.</summary>
    public UnrollPolicy Unrolling { get; } = lowered.Unrolling;

    public TensorValue NetworkInput { get; } = lowered.NetworkInput;

    public TensorValue NetworkOutput { get; } = lowered.NetworkOutput;

    public IReadOnlyList<PlannedParameter> Parameters { get; } = memory.Parameters;

    public IReadOnlyDictionary<Kernel, int> Owners { get; } = lowered.Owners;

    /// <summary>The forward pass of inference.</summary>
    public IReadOnlyList<InferenceStage> Inference { get; } = inference;

    /// <summary>The forward pass of inference for one sample.</summary>
    public SingleSamplePlan SingleSample { get; } = singleSample;

    /// <summary>How threads share the forward pass of one sample.</summary>
    public SharedSamplePlan SharedSample { get; } = sharedSample;

    /// <summary>Multiply-adds of inference per sample, for deciding whether threads pay.</summary>
    public long WorkPerSample { get; } = inference.SelectMany(stage => stage.Kernels).Sum(kernel => kernel.WorkPerSample);

    /// <summary>
    /// Samples that each thread should have of a batch. Where reading weights once for many samples is most of the work, every thread reads
    /// all of them: two threads that had four samples each of a network of 7 MB took longer than one.
    /// </summary>
    public int SamplesPerThread => 2 * Inference.SelectMany(stage => stage.Kernels).Where(kernel => kernel.Granularity == Granularity.Chunk).Sum(kernel => kernel.WorkPerSample)
        > WorkPerSample ? FewestRows : 1;

    /// <summary>A training step; empty for a network without a loss.</summary>
    public IReadOnlyList<Phase> Phases { get; } = phases;

    /// <summary>What is computed from parameters before the first inference after a change.</summary>
    public IReadOnlyList<Kernel> Derivations { get; } = lowered.Derivations;

    /// <summary>What is done after a step was accepted.</summary>
    public IReadOnlyList<Kernel> Commits { get; } = lowered.Commits;

    public MemoryPlan Memory { get; } = memory;

    /// <summary>What a training step leaves of each node's output.</summary>
    public IReadOnlyList<PlannedTensor> Tensors { get; } = tensors;

    /// <summary>What is predicted of activations and gradients before the first step.</summary>
    public SignalReport Signal { get; } = SignalAnalysis.Analyze(model);

    /// <summary>The fewest samples of a step: two where a channel has one value per sample, whose variance is asked for.</summary>
    public int MinimumBatch { get; } = model.Nodes.Any(node => node.Layer is BatchNormLayer && node.OutputShape.Positions == 1) ? 2 : 1;

    /// <summary>Every kernel once, in the order of first use.</summary>
    public IReadOnlyList<Kernel> Kernels { get; } =
        [.. lowered.Derivations.Concat(inference.SelectMany(stage => stage.Kernels)).Concat(phases.SelectMany(phase => phase.Kernels)).Concat(lowered.Commits).Distinct()];
}

/// <summary>Kernels of inference that run alike.</summary>
/// <param name="PerSample">One sample after the other through all of them, or all of a chunk's samples through each.</param>
internal sealed record InferenceStage(bool PerSample, IReadOnlyList<Kernel> Kernels);

/// <summary>Kernels of a training step between two barriers.</summary>
internal sealed record Phase(string Name, WorkAxis Axis, IReadOnlyList<Kernel> Kernels)
{
    public long WorkPerSample => Kernels.Sum(kernel => kernel.WorkPerSample);

    public long WorkPerStep => Kernels.Sum(kernel => kernel.WorkPerStep);
}
