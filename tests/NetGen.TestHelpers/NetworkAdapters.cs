using System.Runtime.InteropServices;

using NetGen.Runtime;

namespace NetGen.TestHelpers;

internal interface INetworkFactory
{
    ITestNetwork Create(ulong seed);

    ITestNetwork Load(string path);
}

internal sealed class NetworkFactory<TNetwork> : INetworkFactory
    where TNetwork : class, INetwork<TNetwork>
{
    public ITestNetwork Create(ulong seed) => new NetworkAdapter<TNetwork>(TNetwork.Create(seed));

    public ITestNetwork Load(string path) => new NetworkAdapter<TNetwork>(TNetwork.Load(path));
}

internal sealed class TrainableNetworkFactory<TNetwork> : INetworkFactory
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    public ITestNetwork Create(ulong seed) => new TrainableNetworkAdapter<TNetwork>(TNetwork.Create(seed));

    public ITestNetwork Load(string path) => new TrainableNetworkAdapter<TNetwork>(TNetwork.Load(path));
}

internal class NetworkAdapter<TNetwork>(TNetwork network) : ITestNetwork
    where TNetwork : class, INetwork<TNetwork>
{
    public NetworkInfo Info => TNetwork.Info;

    public ReadOnlySpan<float> PackedParameters => Network.Parameters.Memory.Span;

    public long ParameterMemory => Network.Summary().Memory.Parameters;

    public virtual int WorkspacePerSample => 0;

    protected TNetwork Network { get; } = network;

    protected IndexInputs Indices => field ??= new IndexInputs(TNetwork.Info);

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => Network.Forward(Indices.Rows(input), output);

    public int Threads
    {
        get => Network.Threads;
        set => Network.Threads = value;
    }

    public int MostUnits => Parallel.Program.Phases.Select(phase => phase.Units).DefaultIfEmpty(0).Max();

    private IParallelInference Parallel => (IParallelInference)Network;

    public void ForwardInShares(ReadOnlySpan<float> input, Span<float> output, int shares)
    {
        InferenceProgram program = Parallel.Program;
        input = Indices.Rows(input);
        int batch = input.Length / program.InputSize;
        AlignedMemory shared = Parallel.Workspaces.Rent();
        AlignedMemory own = Parallel.Workspaces.Rent();
        shared.Span.Fill(float.NaN);
        own.Span.Fill(float.NaN);
        if (batch == 1 && program.Phases.Count > 0)
        {
            for (int phase = 0; phase < program.Phases.Count; phase++)
            {
                int units = program.Phases[phase].Units;
                int parts = Math.Min(units, shares);
                for (int part = parts - 1; part >= 0; part--)
                {
                    Parallel.RunPhase(
                        phase,
                        ref MemoryMarshal.GetReference(input),
                        ref MemoryMarshal.GetReference(output),
                        shared,
                        own,
                        Partition.First(units, part, parts),
                        Partition.First(units, part + 1, parts));
                }
            }
        }
        else
        {
            for (int share = shares - 1; share >= 0; share--)
            {
                int first = Partition.First(batch, share, shares);
                int samples = Partition.First(batch, share + 1, shares) - first;
                if (samples == 0) continue;
                Parallel.ForwardSamples(
                    ref MemoryMarshal.GetReference(input[(first * program.InputSize)..]),
                    ref MemoryMarshal.GetReference(output[(first * program.OutputSize)..]),
                    samples,
                    own);
            }
        }

        Parallel.Workspaces.Return(own);
        Parallel.Workspaces.Return(shared);
    }

    public void Predict(ReadOnlySpan<float> input, Span<float> output) => Network.Predict(Indices.Rows(input), output);

    public StepStream CreateStream()
    {
        IStepNetwork steps = (IStepNetwork)Network;
        return steps.Steps.Vocabulary > 0 ? new TokenStream(steps) : new SequenceStream(steps);
    }

    public void CopyParameter(string name, Span<float> destination) => Network.CopyParameter(name, destination);

    public void SetParameter(string name, ReadOnlySpan<float> values) => Network.SetParameter(name, values);

    public void Save(string path) => Network.Save(path);

    public virtual ITestTrainer CreateTrainer(Optimizer optimizer, TrainerOptions? options = null, int shares = 1, Action<TrainingPass>? beforeStep = null)
        => throw NoLoss();

    public virtual SignalMeasurement MeasureSignal(ReadOnlySpan<float> inputs) => throw NoLoss();

    public virtual SignalMeasurement MeasureSignal(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => throw NoLoss();

    public virtual SignalMeasurement MeasureSignal(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => throw NoLoss();

    private InvalidOperationException NoLoss() => new($"{Info.Name} has no loss.");
}

internal sealed class TrainableNetworkAdapter<TNetwork>(TNetwork network) : NetworkAdapter<TNetwork>(network)
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    public override int WorkspacePerSample => TNetwork.Program.WorkspacePerSample;

    public override ITestTrainer CreateTrainer(Optimizer optimizer, TrainerOptions? options = null, int shares = 1, Action<TrainingPass>? beforeStep = null)
        => shares == 1 && beforeStep is null
            ? new TrainerAdapter<TNetwork>(new Trainer<TNetwork>(Network, optimizer, options))
            : new TrainerAdapter<SplitNetwork<TNetwork>>(new Trainer<SplitNetwork<TNetwork>>(new SplitNetwork<TNetwork>(Network, shares, beforeStep),
                optimizer, options));

    public override SignalMeasurement MeasureSignal(ReadOnlySpan<float> inputs) => Network.MeasureSignal(inputs);

    public override SignalMeasurement MeasureSignal(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => Network.MeasureSignal(inputs, labels);

    public override SignalMeasurement MeasureSignal(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => Network.MeasureSignal(inputs, targets);
}

internal sealed class TrainerAdapter<TNetwork>(Trainer<TNetwork> trainer) : ITestTrainer
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    public ReadOnlySpan<float> Gradients => trainer.Gradients;

    private readonly IndexInputs _indices = new(TNetwork.Info);

    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
        => _indices.AreNamed ? trainer.Step(_indices.Fill(trainer.BeginRows(), TNetwork.Program, inputs, labels)) : trainer.Step(inputs, labels);

    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
        => _indices.AreNamed ? trainer.Step(_indices.Fill(trainer.BeginRows(), TNetwork.Program, inputs, targets)) : trainer.Step(inputs, targets);

    public float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
        => _indices.AreNamed
            ? trainer.ComputeGradients(_indices.Fill(trainer.BeginRows(), TNetwork.Program, inputs, labels))
            : trainer.ComputeGradients(inputs, labels);

    public float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
        => _indices.AreNamed
            ? trainer.ComputeGradients(_indices.Fill(trainer.BeginRows(), TNetwork.Program, inputs, targets))
            : trainer.ComputeGradients(inputs, targets);

    public void ApplyGradients() => trainer.ApplyGradients();

    public void CopyGradient(string name, Span<float> destination) => trainer.CopyGradient(name, destination);

    public void SaveCheckpoint(string path) => trainer.SaveCheckpoint(path);

    public void LoadCheckpoint(string path) => trainer.LoadCheckpoint(path);

    public void Dispose() => trainer.Dispose();
}
