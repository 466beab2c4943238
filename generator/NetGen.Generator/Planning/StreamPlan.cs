using NetGen.Generator.Kernels;
using NetGen.Generator.Layers;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;
using NetGen.Generator.Planning.Choices;

namespace NetGen.Generator.Planning;

/// <summary>The forward pass of one step of a sequence, and what lasts from step to step: a second lowering of the same layers, on the same parameters.</summary>
internal sealed class StreamPlan
{
    private readonly MemoryPlan _memory;

    private StreamPlan(StepAnalysis steps, KernelBuilder builder, MemoryPlan memory)
    {
        _memory = memory;
        Steps = steps.Steps;
        BoundedBy = steps.BoundedBy;
        States = builder.States;

        // A step is a sample that is alone: kernels with a form for one are called in it.
        Dictionary<Kernel, Kernel> formed = builder.Program.Inference.ToDictionary(kernel => kernel, kernel => kernel.In(KernelForm.Plain with { HasSampleCall = kernel.HasSampleForm, IsAlone = true }));
        Kernels = [.. formed.Values];
        Owners = builder.Program.Owners.ToDictionary(owner => formed[owner.Key], owner => owner.Value);
        Input = builder.NetworkInputs[0];
        Output = builder.NetworkOutputs[0];
    }

    /// <summary>Steps of the sequence as it is declared.</summary>
    public int Steps { get; }

    /// <summary>The layer that has memory or parameters for so many steps alone; null where a stream has no end.</summary>
    public string? BoundedBy { get; }

    /// <summary>What lasts from step to step, one behind the other.</summary>
    public IReadOnlyList<Storage> States { get; }

    public IReadOnlyList<Kernel> Kernels { get; }

    /// <summary>The nodes that the kernels belong to.</summary>
    public IReadOnlyDictionary<Kernel, int> Owners { get; }

    /// <summary>The caller's step.</summary>
    public TensorValue Input { get; }

    /// <summary>What the network gives at a step.</summary>
    public TensorValue Output { get; }

    /// <summary>Floats of all states.</summary>
    public int StateSize => _memory.StateSize;

    /// <summary>Floats of a stream's memory: the states, and behind them the workspace of a step.</summary>
    public int MemorySize => _memory.StateSize + _memory.SingleSampleSize;

    /// <summary>First float, in a stream's memory, of a tensor.</summary>
    public int OffsetOf(Storage storage) => storage.Kind == StorageKind.State ? _memory.OffsetOf(storage) : _memory.StateSize + _memory.SingleSample(storage.ForInference);

    /// <summary>First float, in a stream's memory, of what kernels have for themselves.</summary>
    public int Scratch => _memory.StateSize + _memory.SingleSampleScratch;

    /// <summary>Plans a step; null where the network asks for no stream.</summary>
    public static StreamPlan? Make(NetworkModel model, KernelBuilder whole)
    {
        if (!model.IsStreamed) return null;
        StepAnalysis steps = StepAnalysis.Of(model);
        NetworkModel step = steps.ModelOfStep(model);
        OperationGraph graph = OperationBuilder.LowerStep(step, steps.Steps);
        KernelBuilder builder = new(step, graph, new FusionPlan(graph), whole) { Steps = steps.Steps };
        KernelChoice.ChooseAll(graph, step.Nodes.Count, builder);
        return new StreamPlan(steps, builder, MemoryPlan.MakeStep(builder));
    }
}
