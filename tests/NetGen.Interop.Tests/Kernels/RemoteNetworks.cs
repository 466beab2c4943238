using NetGen.Kernels.Native.Protocol;
using NetGen.Runtime;
using NetGen.TestHelpers;

namespace NetGen.Interop.Tests.Kernels;

/// <summary>The networks of another host.</summary>
/// <param name="host">Where they compute.</param>
/// <param name="twins">The same networks here, for what does not depend on where they are.</param>
internal sealed class RemoteNetworks(KernelHost host, ITestNetworks twins) : ITestNetworks
{
    public ITestNetwork CreateNetwork(string className, ulong seed = 0)
        => Open(className, wire => wire.Write(Request.Create).Write(className).Write((long)seed));

    public ITestNetwork LoadNetwork(string className, string path)
        => Open(className, wire => wire.Write(Request.Load).Write(className).Write(path));

    private RemoteNetwork Open(string className, Action<Wire> request)
        => new(host, host.Ask(request, static wire => wire.ReadInt()), twins.CreateNetwork(className));
}

/// <summary>A network of another host.</summary>
internal sealed class RemoteNetwork(KernelHost host, int number, ITestNetwork twin) : ITestNetwork
{
    public NetworkInfo Info => twin.Info;

    public long ParameterMemory => host.Ask(wire => wire.Write(Request.ParameterMemory).Write(number), static wire => wire.ReadLong());

    public int WorkspacePerSample => twin.WorkspacePerSample;

    public int MostUnits => twin.MostUnits;

    public int Threads
    {
        get => throw Unknown();
        set => throw Unknown();
    }

    public ReadOnlySpan<float> PackedParameters => host.Ask(wire => wire.Write(Request.CopyPacked).Write(number), static wire => wire.ReadFloats());

    public void ForwardInShares(ReadOnlySpan<float> input, Span<float> output, int shares)
    {
        float[] rows = input.ToArray();
        int length = output.Length;
        Ask(wire => wire.Write(Request.ForwardInShares).Write(number).Write(rows).Write(length).Write(shares), output);
    }

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => Infer(Request.Forward, input, output);

    public void Predict(ReadOnlySpan<float> input, Span<float> output) => Infer(Request.Predict, input, output);

    public void CopyParameter(string name, Span<float> destination)
    {
        int length = destination.Length;
        Ask(wire => wire.Write(Request.CopyParameter).Write(number).Write(name).Write(length), destination);
    }

    public void SetParameter(string name, ReadOnlySpan<float> values)
    {
        float[] copy = values.ToArray();
        host.Ask(wire => wire.Write(Request.SetParameter).Write(number).Write(name).Write(copy));
    }

    public void Save(string path) => host.Ask(wire => wire.Write(Request.Save).Write(number).Write(path));

    public ITestTrainer CreateTrainer(Optimizer optimizer, TrainerOptions? options = null, int shares = 1, Action<TrainingPass>? beforeStep = null)
    {
        if (beforeStep is not null) throw Unknown();
        options ??= new TrainerOptions();
        return new RemoteTrainer(host, host.Ask(Write, static wire => wire.ReadInt()));

        void Write(Wire wire)
        {
            wire.Write(Request.CreateTrainer).Write(number);
            OptimizerWire.Write(wire, optimizer);
            wire.Write((long)options.Seed).Write(options.Threads).Write(shares);
        }
    }

    public StepStream CreateStream() => throw Unknown();

    public SignalMeasurement MeasureSignal(ReadOnlySpan<float> inputs) => throw Unknown();

    public SignalMeasurement MeasureSignal(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => throw Unknown();

    public SignalMeasurement MeasureSignal(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => throw Unknown();

    private void Infer(Request request, ReadOnlySpan<float> input, Span<float> output)
    {
        float[] rows = input.ToArray();
        int length = output.Length;
        Ask(wire => wire.Write(request).Write(number).Write(rows).Write(length), output);
    }

    private void Ask(Action<Wire> write, Span<float> destination) => host.Ask(write, static wire => wire.ReadFloats()).CopyTo(destination);

    private static NotSupportedException Unknown() => new("A network of another host is not asked for that.");
}

/// <summary>A trainer of another host.</summary>
internal sealed class RemoteTrainer(KernelHost host, int number) : ITestTrainer
{
    public ReadOnlySpan<float> Gradients => host.Ask(wire => wire.Write(Request.CopyGradients).Write(number), static wire => wire.ReadFloats());

    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => Run(Request.Step, inputs, labels);

    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => Run(Request.Step, inputs, targets);

    public float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => Run(Request.ComputeGradients, inputs, labels);

    public float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => Run(Request.ComputeGradients, inputs, targets);

    public void ApplyGradients() => host.Ask(wire => wire.Write(Request.ApplyGradients).Write(number));

    public void CopyGradient(string name, Span<float> destination)
    {
        int length = destination.Length;
        host.Ask(wire => wire.Write(Request.CopyGradient).Write(number).Write(name).Write(length), static wire => wire.ReadFloats()).CopyTo(destination);
    }

    public void SaveCheckpoint(string path) => host.Ask(wire => wire.Write(Request.SaveCheckpoint).Write(number).Write(path));

    public void LoadCheckpoint(string path) => host.Ask(wire => wire.Write(Request.LoadCheckpoint).Write(number).Write(path));

    public void Dispose()
    {
        // With all others, by KernelProcess.Forget.
    }

    private float Run(Request request, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        (float[] rows, int[] copy) = (inputs.ToArray(), labels.ToArray());
        return Run(wire => wire.Write(request).Write(number).Write(rows).Write(true).Write(copy));
    }

    private float Run(Request request, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        (float[] rows, float[] copy) = (inputs.ToArray(), targets.ToArray());
        return Run(wire => wire.Write(request).Write(number).Write(rows).Write(false).Write(copy));
    }

    private float Run(Action<Wire> write) => (float)host.Ask(write, static wire => wire.ReadDouble());
}
