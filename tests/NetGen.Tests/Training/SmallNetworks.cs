using System.Runtime.CompilerServices;

using NetGen.Files;
using NetGen.Initialization;
using NetGen.Runtime;

namespace NetGen.Tests.Training;

/// <summary>
/// 4 inputs, 8 hidden units with tanh and dropout, 3 outputs, and a running mean of the hidden units as state: all that a generated network has,
/// written by hand and plainly. The work per sample is overstated, so that even the smallest batch is split over all threads.
/// </summary>
internal abstract class SmallNetwork
{
    public const int Inputs = 4;
    public const int Hidden = 8;
    public const int Outputs = 3;
    private const float DropoutRate = 0.25f;
    private const float Retention = 0.9f;

    // Regions of the workspace, in floats per sample.
    private const int HiddenRegion = 0;
    private const int MaskRegion = HiddenRegion + Hidden;
    private const int OutputRegion = MaskRegion + Hidden;
    private const int DOutputRegion = OutputRegion + Outputs;
    private const int DHiddenRegion = DOutputRegion + Outputs;
    private const int PerSample = DHiddenRegion + Hidden;

    protected SmallNetwork(ulong seed)
    {
        Parameters = new ParameterBlock(Description);
        ParameterInitializer.Normal(Parameters, 0, seed, 0, 0.5);
        ParameterInitializer.Uniform(Parameters, 1, seed, -0.1, 0.1);
        ParameterInitializer.Normal(Parameters, 2, seed, 0, 0.5);
        ParameterInitializer.Uniform(Parameters, 3, seed, -0.1, 0.1);
    }

    public ParameterBlock Parameters { get; }

    /// <summary>Without effect: inference is by one thread.</summary>
    public int Threads { get; set; } = 1;

    /// <summary>Thrown by every worker with this index; for the tests of what becomes of exceptions.</summary>
    public int? FailingWorker { get; set; }

    /// <summary>Called in the middle of every pass.</summary>
    public Action? InPhase { get; set; }

    protected static NetworkInfo Description { get; } = new()
    {
        Name = "SmallNetwork",
        InputShape = [Inputs],
        OutputShape = [Outputs],
        Layers = [],
        Parameters =
        [
            new("hidden.weight", [Hidden, Inputs], "", Inputs, Hidden, 0.5f, IsTrained: true, new(0, 1, Hidden, Inputs, 1, 1, 8)),
            new("hidden.bias", [Hidden], "", 0, 0, 0, IsTrained: true, new(32, 1, Hidden, 1, 1, 1, 8)),
            new("output.weight", [Outputs, Hidden], "", Hidden, Outputs, 0.5f, IsTrained: true, new(48, 1, Outputs, Hidden, 1, 1, 4)),
            new("output.bias", [Outputs], "", 0, 0, 0, IsTrained: true, new(80, 1, Outputs, 1, 1, 1, 4)),
            new("hidden.running_mean", [Hidden], "", 0, 0, 0, IsTrained: false, new(96, 1, Hidden, 1, 1, 1, 8)),
        ],
        InferenceWorkspace = 0,
        PackedSize = 112,
        TrainedPackedSize = 84,
    };

    private ref float HiddenWeight(int hidden, int input) => ref Parameters.Memory.Span[(input * 8) + hidden];

    private ref float OutputWeight(int output, int hidden) => ref Parameters.Memory.Span[48 + (hidden * 4) + output];

    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        int batch = Guard.Batch(input.Length, Inputs, output.Length, Outputs);
        Span<float> hidden = stackalloc float[Hidden];
        for (int sample = 0; sample < batch; sample++)
        {
            ForwardHidden(input.Slice(sample * Inputs, Inputs), hidden);
            ForwardOutput(hidden, output.Slice(sample * Outputs, Outputs));
        }
    }

    public void Predict(ReadOnlySpan<float> input, Span<float> output) => Forward(input, output);

    public void Save(string path) => NetworkFile.Save(Parameters, path);

    public void CopyParameter(string name, Span<float> destination) => Parameters.CopyParameter(name, destination);

    public void SetParameter(string name, ReadOnlySpan<float> values) => Parameters.SetParameter(name, values);

    public void RunPhase(int phase, TrainingPass pass, int worker, int workers)
    {
        if (worker == 0) InPhase?.Invoke();
        if (worker == FailingWorker) throw new InvalidOperationException($"worker {worker} of {workers}");
        if (phase == 0)
        {
            int end = Partition.First(pass.Batch, worker + 1, workers);
            for (int sample = Partition.First(pass.Batch, worker, workers); sample < end; sample++) RunSample(pass, sample);
        }
        else
        {
            int end = Partition.First(Hidden + Outputs, worker + 1, workers);
            for (int unit = Partition.First(Hidden + Outputs, worker, workers); unit < end; unit++) RunWeights(pass, unit);
        }
    }

    public void CommitState(TrainingPass pass)
    {
        for (int h = 0; h < Hidden; h++)
        {
            float sum = 0;
            for (int sample = 0; sample < pass.Batch; sample++) sum += Region(pass, HiddenRegion, Hidden, sample)[h];
            ref float mean = ref Parameters.Memory.Span[96 + h];
            mean = (Retention * mean) + ((1 - Retention) * sum / pass.Batch);
        }
    }

    protected static TrainingProgram ProgramFor(TrainingTarget target, int minimumBatch) =>
        new([new("samples", 10_000_000, 0), new("weight gradients", 10_000_000, 0)], PerSample, 0, 0, target, Outputs, Tensors: [], minimumBatch);

    /// <summary>The loss of one sample; the gradient by the outputs is written.</summary>
    protected abstract float Loss(TrainingPass pass, int sample, ref float output, ref float dOutput);

    private static Span<float> Region(TrainingPass pass, int region, int width, int sample) =>
        pass.Workspace.Span.Slice((region * pass.Capacity) + (sample * width), width);

    private static Span<float> Input(TrainingPass pass, int sample) =>
        System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref Unsafe.Add(ref pass.Inputs, sample * Inputs), Inputs);

    private void ForwardHidden(ReadOnlySpan<float> input, Span<float> hidden)
    {
        for (int h = 0; h < Hidden; h++)
        {
            float sum = Parameters.Memory.Span[32 + h];
            for (int i = 0; i < Inputs; i++) sum += input[i] * HiddenWeight(h, i);
            hidden[h] = SimdScalar.Sum(VectorMath.Tanh(SimdScalar.Broadcast(sum)));
        }
    }

    private void ForwardOutput(ReadOnlySpan<float> hidden, Span<float> output)
    {
        for (int o = 0; o < Outputs; o++)
        {
            float sum = Parameters.Memory.Span[80 + o];
            for (int h = 0; h < Hidden; h++) sum += hidden[h] * OutputWeight(o, h);
            output[o] = sum;
        }
    }

    private void RunSample(TrainingPass pass, int sample)
    {
        Span<float> hidden = Region(pass, HiddenRegion, Hidden, sample);
        Span<float> mask = Region(pass, MaskRegion, Hidden, sample);
        Span<float> output = Region(pass, OutputRegion, Outputs, sample);
        Span<float> dOutput = Region(pass, DOutputRegion, Outputs, sample);
        Span<float> dHidden = Region(pass, DHiddenRegion, Hidden, sample);
        ForwardHidden(Input(pass, sample), hidden);
        DropoutMask.Fill(ref mask[0], Hidden, DropoutRate, pass.Seed, 0, pass.Step, sample);
        Span<float> dropped = stackalloc float[Hidden];
        for (int h = 0; h < Hidden; h++) dropped[h] = hidden[h] * mask[h];
        ForwardOutput(dropped, output);
        Unsafe.Add(ref pass.SampleLosses.Start, sample) = Unsafe.Add(ref pass.SampleWeights.Start, sample) * Loss(pass, sample, ref output[0], ref dOutput[0]);
        for (int h = 0; h < Hidden; h++)
        {
            float sum = 0;
            for (int o = 0; o < Outputs; o++) sum += dOutput[o] * OutputWeight(o, h);
            dHidden[h] = sum * mask[h] * (1 - (hidden[h] * hidden[h]));
        }
    }

    private static void RunWeights(TrainingPass pass, int unit)
    {
        Span<float> gradients = pass.Gradients.Span;
        if (unit < Hidden)
        {
            for (int i = 0; i < Inputs; i++) gradients[(i * 8) + unit] = 0;
            gradients[32 + unit] = 0;
            for (int sample = 0; sample < pass.Batch; sample++)
            {
                float d = Region(pass, DHiddenRegion, Hidden, sample)[unit];
                for (int i = 0; i < Inputs; i++) gradients[(i * 8) + unit] += d * Input(pass, sample)[i];
                gradients[32 + unit] += d;
            }

            return;
        }

        int output = unit - Hidden;
        for (int h = 0; h < Hidden; h++) gradients[48 + (h * 4) + output] = 0;
        gradients[80 + output] = 0;
        for (int sample = 0; sample < pass.Batch; sample++)
        {
            float d = Region(pass, DOutputRegion, Outputs, sample)[output];
            Span<float> hidden = Region(pass, HiddenRegion, Hidden, sample);
            Span<float> mask = Region(pass, MaskRegion, Hidden, sample);
            for (int h = 0; h < Hidden; h++) gradients[48 + (h * 4) + output] += d * (hidden[h] * mask[h]);
            gradients[80 + output] += d;
        }
    }
}

/// <summary>The small network as a classifier.</summary>
internal sealed class SmallClassifier(ulong seed = 0) : SmallNetwork(seed), ITrainableNetwork<SmallClassifier>
{
    public static NetworkInfo Info => Description;

    public static TrainingProgram Program { get; } = ProgramFor(TrainingTarget.Labels, minimumBatch: 1);

    public static SmallClassifier Create(ulong seed) => new(seed);

    public static SmallClassifier Load(Stream stream) => throw new NotSupportedException();

    public static SmallClassifier Load(ReadOnlyMemory<byte> file) => throw new NotSupportedException();

    public static SmallClassifier Load(string path)
    {
        var network = new SmallClassifier();
        NetworkFile.Load(network.Parameters, path);
        return network;
    }

    protected override float Loss(TrainingPass pass, int sample, ref float output, ref float dOutput) =>
        Losses.SoftmaxCrossEntropy(ref output, Outputs, Unsafe.Add(ref pass.Labels, sample), Unsafe.Add(ref pass.SampleWeights.Start, sample) / pass.Batch, ref dOutput);
}

/// <summary>The small network for regression, which like one with batch normalisation asks for two samples or more.</summary>
internal sealed class SmallRegression(ulong seed = 0) : SmallNetwork(seed), ITrainableNetwork<SmallRegression>
{
    public static NetworkInfo Info => Description;

    public static TrainingProgram Program { get; } = ProgramFor(TrainingTarget.Values, minimumBatch: 2);

    public static SmallRegression Create(ulong seed) => new(seed);

    public static SmallRegression Load(Stream stream) => throw new NotSupportedException();

    public static SmallRegression Load(ReadOnlyMemory<byte> file) => throw new NotSupportedException();

    public static SmallRegression Load(string path)
    {
        var network = new SmallRegression();
        NetworkFile.Load(network.Parameters, path);
        return network;
    }

    protected override float Loss(TrainingPass pass, int sample, ref float output, ref float dOutput) =>
        Losses.MeanSquaredError(ref output, Outputs, ref Unsafe.Add(ref pass.Targets, sample * Outputs), Unsafe.Add(ref pass.SampleWeights.Start, sample) / pass.Batch, ref dOutput);
}
