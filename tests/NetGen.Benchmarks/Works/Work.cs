using NetGen.Benchmarks.Cores;
using NetGen.Benchmarks.Graphs;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Startup;

namespace NetGen.Benchmarks.Works;

/// <summary>A network that is timed, and how it is checked.</summary>
internal abstract class Work
{
    /// <summary>The name in reports and for --work.</summary>
    public required string Name { get; init; }

    /// <summary>One line for people.</summary>
    public required string Title { get; init; }

    /// <summary>Batches, ascending.</summary>
    public required IReadOnlyList<int> Batches { get; init; }

    /// <summary>The cases of a run that asks for nothing else: batches by mode.</summary>
    public IReadOnlyDictionary<Mode, IReadOnlyList<int>> Usual { get; init; } = new Dictionary<Mode, IReadOnlyList<int>>();

    /// <summary>Whether it is one layer alone.</summary>
    public bool IsSingleLayer { get; init; }

    /// <summary>Whether it is run and not trained: one step of a sequence has nothing to learn from the step before.</summary>
    public bool IsInferenceOnly { get; init; }

    /// <summary>
    /// The same network without what libraries draw differently (dropout): checked in its place when training is; null where there is no
    /// such thing.
    /// </summary>
    public Work? TrainingTwin { get; init; }

    /// <summary>Whether rounding decides about rectifiers so early, or in front of so many normalisations, that all gradients feel it: checked less closely.</summary>
    public bool IsRough { get; init; }

    /// <summary>Steps of which training is checked: Adam's memory matters from the second on; a rough network's second step begins elsewhere.</summary>
    public int CheckedSteps { get => IsRough ? 1 : field; init; } = 2;

    /// <summary>The network as the peers know it.</summary>
    public abstract NetworkGraph Graph { get; }

    /// <summary>What the generator says about the network.</summary>
    public abstract NetworkInfo Info { get; }

    /// <summary>Whether the loss is softmax cross-entropy, over classes; mean squared error otherwise.</summary>
    public abstract bool HasLabels { get; }

    /// <summary>The initial parameters by name, the same in every call.</summary>
    public abstract IReadOnlyDictionary<string, float[]> InitialParameters();

    /// <summary>Writes the network with its initial parameters as an ONNX model, images channels first.</summary>
    public abstract void SaveModel(string path);

    /// <summary>NetGen's own part in a comparison.</summary>
    public abstract IContestant CreateContestant(Mode mode, WorkData data, int threads);

    /// <summary>NetGen's output, channels last.</summary>
    public abstract float[] Output(WorkData data, int threads);

    /// <summary>Trains from the initial parameters.</summary>
    /// <param name="mode">The optimiser.</param>
    /// <param name="rates">Its settings.</param>
    /// <param name="data">The batch of every step.</param>
    /// <param name="threads">The trainer's threads.</param>
    /// <param name="steps">How many.</param>
    public abstract TrainingResult Train(Mode mode, OptimizerSettings rates, WorkData data, int threads, int steps);

    /// <summary>When each of so many cores would be done with its shares of a training step, which run one after the other.</summary>
    /// <param name="data">The batch of every step.</param>
    /// <param name="cores">How many.</param>
    /// <param name="leastSteps">Steps that count, at least.</param>
    /// <param name="seconds">For how long steps are taken.</param>
    public abstract CoreSchedule Schedule(WorkData data, int cores, int leastSteps, double seconds);

    /// <summary>What a step does at a place of its schedule.</summary>
    public abstract string PhaseName(int place);

    /// <summary>What the JIT does for a first forward pass and a first training step. To be called in a process that has run no network.</summary>
    public abstract FirstCalls MeasureFirstCalls();
}

/// <summary>What an optimiser is told.</summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Epsilon">Adam's epsilon.</param>
/// <param name="Decay">AdamW's weight decay.</param>
internal sealed record OptimizerSettings(float Rate, float Epsilon, float Decay);

/// <summary>What some training steps gave.</summary>
/// <param name="Losses">One per step.</param>
/// <param name="Before">Parameters before the first step, by name.</param>
/// <param name="After">Parameters after the last one.</param>
internal sealed record TrainingResult(IReadOnlyList<float> Losses, IReadOnlyDictionary<string, float[]> Before, IReadOnlyDictionary<string, float[]> After);
