using NetGen.Generator.Kernels;
using NetGen.Generator.Layers;
using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Prediction;

namespace NetGen.Generator.Planning;

/// <summary>Everything that is decided about a network's code. Emit prints it.</summary>
internal sealed class NetworkPlan(
    NetworkModel model,
    KernelBuilder builder,
    InferenceSchedule inference,
    TrainingSchedule training,
    MemoryPlan memory,
    SingleSamplePlan singleSample,
    SharedSamplePlan sharedSample,
    StreamPlan? stream,
    IReadOnlyList<PlannedTensor> tensors,
    IReadOnlyDictionary<Kernel, int> owners,
    IReadOnlyList<Kernel> backward)
{
    // A tile of so many rows does twice as much in a second as one of half as many, which waits for weights.
    private const int FewestRows = 8;

    private readonly HashSet<Kernel> _backward = [.. backward];

    public NetworkModel Model { get; } = model;

    /// <summary>What is written out and what is left out.</summary>
    public UnrollPolicy Unrolling { get; } = builder.Unrolling;

    /// <summary>Side by side in a sample's row.</summary>
    public IReadOnlyList<TensorValue> NetworkInputs { get; } = builder.NetworkInputs;

    /// <summary>Side by side in a sample's row.</summary>
    public IReadOnlyList<TensorValue> NetworkOutputs { get; } = builder.NetworkOutputs;

    public IReadOnlyList<PlannedParameter> Parameters { get; } = memory.Parameters;

    public IReadOnlyDictionary<Kernel, int> Owners { get; } = AllOwners(owners, stream);

    /// <summary>The forward pass of one step of a sequence; null where none is asked for.</summary>
    public StreamPlan? Stream { get; } = stream;

    /// <summary>The forward pass of inference.</summary>
    public IReadOnlyList<SampleStage> Inference { get; } = inference.Stages;

    /// <summary>The forward pass of inference for one sample.</summary>
    public SingleSamplePlan SingleSample { get; } = singleSample;

    /// <summary>How threads share the forward pass of one sample.</summary>
    public SharedSamplePlan SharedSample { get; } = sharedSample;

    /// <summary>Multiply-adds of inference per sample, for deciding whether threads pay.</summary>
    public long WorkPerSample { get; } = inference.Kernels.Sum(kernel => kernel.WorkPerSample);

    /// <summary>
    /// Samples that each thread should have of a batch. Where reading weights once for many samples is most of the work, every thread reads
    /// all of them: two threads that had four samples each of a network of 7 MB took longer than one.
    /// </summary>
    public int SamplesPerThread => 2 * Inference.SelectMany(stage => stage.Kernels).Where(kernel => kernel.Granularity == Granularity.Chunk).Sum(kernel => kernel.WorkPerSample)
        > WorkPerSample ? FewestRows : 1;

    /// <summary>A training step; empty for a network without a loss.</summary>
    public IReadOnlyList<Phase> Phases { get; } = training.Phases;

    /// <summary>What becomes of the memory of a step's activations and gradients.</summary>
    public RetentionChoice Retained { get; } = training.Retained;

    /// <summary>Whether a kernel belongs to the backward pass.</summary>
    public bool IsBackward(Kernel kernel) => _backward.Contains(kernel);

    /// <summary>What is computed from parameters before the first inference after a change.</summary>
    public IReadOnlyList<Kernel> Derivations { get; } = inference.Derivations;

    /// <summary>What is done after a step was accepted.</summary>
    public IReadOnlyList<Kernel> Commits { get; } = training.Commits;

    public MemoryPlan Memory { get; } = memory;

    /// <summary>What a training step leaves of each node's output.</summary>
    public IReadOnlyList<PlannedTensor> Tensors { get; } = tensors;

    /// <summary>What is predicted of activations and gradients before the first step.</summary>
    public SignalReport Signal { get; } = SignalAnalysis.Analyze(model);

    /// <summary>The fewest samples of a step: two where a channel has one value per sample, whose variance is asked for.</summary>
    public int MinimumBatch { get; } = model.Nodes.Any(node => node.Layer.MixesBatch && node.OutputShape.Positions == 1) ? 2 : 1;

    /// <summary>Every kernel once, in the order of first use.</summary>
    public IReadOnlyList<Kernel> Kernels { get; } =
        AllKernels(inference, training, stream);

    /// <summary>The kernels' texts: equal ones stand once.</summary>
    public KernelSharing Sharing { get; } = KernelSharing.Find(AllKernels(inference, training, stream), AllOwners(owners, stream));

    /// <summary>A kernel by the name that its text has, which may be shared.</summary>
    public Kernel Named(Kernel kernel) => Sharing.Named(kernel);

    private static IReadOnlyList<Kernel> AllKernels(InferenceSchedule inference, TrainingSchedule training, StreamPlan? stream)
        => [.. inference.Derivations.Concat(inference.Kernels).Concat(stream?.Kernels ?? []).Concat(training.Phases.SelectMany(phase => phase.Kernels)).Concat(training.Commits).Distinct()];

    private static IReadOnlyDictionary<Kernel, int> AllOwners(IReadOnlyDictionary<Kernel, int> owners, StreamPlan? stream)
        => stream is null ? owners : owners.Concat(stream.Owners).ToDictionary(owner => owner.Key, owner => owner.Value);
}
