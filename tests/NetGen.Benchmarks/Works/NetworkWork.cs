using System.Diagnostics;
using System.Reflection;

using NetGen.Benchmarks.Cores;
using NetGen.Benchmarks.Graphs;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Startup;
using NetGen.Onnx;
using NetGen.Runtime;

namespace NetGen.Benchmarks.Works;

/// <summary>Calls Forward so many times. A loop of its own where a call takes nanoseconds: through the interface it would take more.</summary>
internal delegate void ForwardLoop<in TNetwork>(TNetwork network, float[] inputs, float[] outputs, int iterations);

/// <summary>A declared network as a work.</summary>
/// <typeparam name="TNetwork">The network's class.</typeparam>
internal sealed class NetworkWork<TNetwork> : Work
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    /// <summary>Every network in a comparison begins with this seed.</summary>
    private const ulong Seed = 1;

    private NetworkGraph? _graph;

    /// <inheritdoc/>
    public override NetworkGraph Graph => _graph ??= GraphReader.Read(typeof(TNetwork), TNetwork.Info);

    /// <inheritdoc/>
    public override NetworkInfo Info => TNetwork.Info;

    /// <inheritdoc/>
    public override bool HasLabels => typeof(TNetwork).GetCustomAttribute<SoftmaxCrossEntropyAttribute>() is not null;

    /// <summary>The loop over Forward, if not the common one.</summary>
    public ForwardLoop<TNetwork> Loop { get; init; } = static (network, inputs, outputs, iterations) =>
    {
        for (int i = 0; i < iterations; i++) network.Forward(inputs, outputs);
    };

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, float[]> InitialParameters() => Parameters(TNetwork.Create(Seed));

    /// <inheritdoc/>
    public override void SaveModel(string path) => TNetwork.Create(Seed).ExportOnnx(path, new OnnxOptions { Predicts = false, Images = ImageLayout.ChannelsFirst });

    /// <inheritdoc/>
    public override IContestant CreateContestant(Mode mode, WorkData data, int threads)
    {
        if (mode == Mode.Inference)
        {
            TNetwork network = TNetwork.Create(Seed);
            network.Threads = threads;
            var outputs = new float[data.Batch * Info.OutputSize];
            return new LocalContestant(iterations => Loop(network, data.Inputs, outputs, iterations));
        }

        // So small a rate that thousands of steps leave the parameters, and with them the work, as they were.
        Trainer<TNetwork> trainer = CreateTrainer(mode, new OptimizerSettings(1e-9f, 1e-8f, 0.01f), threads);
        return new LocalContestant(iterations => Step(trainer, data, iterations), trainer);
    }

    /// <inheritdoc/>
    public override float[] Output(WorkData data, int threads)
    {
        var outputs = new float[data.Batch * Info.OutputSize];
        TNetwork network = TNetwork.Create(Seed);
        network.Threads = threads;
        network.Forward(data.Inputs, outputs);
        return outputs;
    }

    /// <inheritdoc/>
    public override TrainingResult Train(Mode mode, OptimizerSettings rates, WorkData data, int threads, int steps)
    {
        using Trainer<TNetwork> trainer = CreateTrainer(mode, rates, threads);
        IReadOnlyDictionary<string, float[]> before = Parameters(trainer.Network);
        var losses = new float[steps];
        for (int step = 0; step < steps; step++) losses[step] = Step(trainer, data);
        return new TrainingResult(losses, before, Parameters(trainer.Network));
    }

    /// <inheritdoc/>
    public override CoreSchedule Schedule(WorkData data, int cores, int leastSteps, double seconds)
    {
        var schedule = new CoreSchedule();
        using Trainer<TNetwork> trainer = new(TNetwork.Create(Seed), new Adam(1e-9f), new TrainerOptions { Threads = cores, ShareWatch = schedule.Add });
        long begin = Stopwatch.GetTimestamp();
        for (int step = 0; step < leastSteps || Stopwatch.GetElapsedTime(begin).TotalSeconds < seconds; step++)
        {
            schedule.BeginStep();
            Step(trainer, data);
        }

        return schedule;
    }

    /// <inheritdoc/>
    public override string PhaseName(int place)
    {
        IReadOnlyList<TrainingPhase> phases = TNetwork.Program.Phases;
        return place < phases.Count ? phases[place].Name : place == phases.Count ? "look at gradients" : "update";
    }

    /// <inheritdoc/>
    public override FirstCalls MeasureFirstCalls()
    {
        WorkData data = WorkData.Create(this, batch: 1);
        TNetwork network = TNetwork.Create(Seed);
        var outputs = new float[Info.OutputSize];
        JitWork forward = JitWork.Measure(() => network.Forward(data.Inputs, outputs));
        using var trainer = new Trainer<TNetwork>(network, new Adam(1e-3f), new TrainerOptions { Threads = 1 });
        return new FirstCalls(Name, forward, JitWork.Measure(() => Step(trainer, data)));
    }

    private static Trainer<TNetwork> CreateTrainer(Mode mode, OptimizerSettings settings, int threads)
    {
        Optimizer optimizer = mode switch
        {
            Mode.StepSgd => new Sgd(settings.Rate),
            Mode.StepAdam => new Adam(settings.Rate) { Epsilon = settings.Epsilon },
            Mode.StepAdamW => new AdamW(settings.Rate) { Epsilon = settings.Epsilon, WeightDecay = settings.Decay },
            _ => throw new ArgumentOutOfRangeException(nameof(mode)),
        };
        return new Trainer<TNetwork>(TNetwork.Create(Seed), optimizer, new TrainerOptions { Threads = threads });
    }

    private static void Step(Trainer<TNetwork> trainer, WorkData data, int iterations)
    {
        for (int i = 0; i < iterations; i++) Step(trainer, data);
    }

    private static float Step(Trainer<TNetwork> trainer, WorkData data) =>
        data.Labels.Length > 0 ? trainer.Step(data.Inputs, data.Labels) : trainer.Step(data.Inputs, data.Targets);

    private static Dictionary<string, float[]> Parameters(TNetwork network)
    {
        var parameters = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (ParameterInfo parameter in TNetwork.Info.Parameters)
        {
            var values = new float[parameter.Count];
            network.CopyParameter(parameter.Name, values);
            parameters.Add(parameter.Name, values);
        }

        return parameters;
    }
}
