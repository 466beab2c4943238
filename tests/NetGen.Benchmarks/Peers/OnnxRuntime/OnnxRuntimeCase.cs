using System.Diagnostics;

using Microsoft.ML.OnnxRuntime;

using NetGen.Benchmarks.Peers.Protocol;

namespace NetGen.Benchmarks.Peers.OnnxRuntime;

/// <summary>A model in ONNX Runtime, on this process's processor: input and output are made and bound once, so a call is the session's alone.</summary>
internal sealed class OnnxRuntimeCase : ServedCase
{
    private const string Variant = "bound";

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OrtIoBinding _binding;
    private readonly OrtValue _input;
    private readonly OrtValue _output;
    private readonly float[] _result;

    /// <summary>Opens the model of a request.</summary>
    public OnnxRuntimeCase(PeerRequest request)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = request.Threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };

        // The batch is known: what depends on it can be planned, as for a model of this batch alone.
        options.AddFreeDimensionOverrideByName("N", request.InputShape[0]);
        _session = new InferenceSession(PeerServer.Required(request.Model), options);
        _result = new float[request.OutputShape.Aggregate(1, static (product, extent) => product * extent)];
        _input = OrtValue.CreateTensorValueFromMemory(PeerServer.ReadValues<float>(request.Input), Shape(request.InputShape));
        _output = OrtValue.CreateTensorValueFromMemory(_result, Shape(request.OutputShape));
        _binding = _session.CreateIoBinding();
        _binding.BindInput(_session.InputNames.Single(), _input);
        _binding.BindOutput(_session.OutputNames.Single(), _output);
    }

    /// <summary>Answers requests until there are no more.</summary>
    public static void Serve(TextReader input, TextWriter output) =>
        PeerServer.Run(new PeerAnswer { Version = OrtEnv.Instance().GetVersionString() }, static request => new OnnxRuntimeCase(request), input, output);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Prepare(string mode, PeerOptimizer optimizer) => mode == "inference" ? [Variant] : throw new NotSupportedException("ONNX Runtime does not train here.");

    /// <inheritdoc/>
    public override double Time(string variant, int iterations)
    {
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < iterations; i++) _session.RunWithBinding(_run, _binding);
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    /// <inheritdoc/>
    public override float[] Output(string variant)
    {
        // A value that is not written is seen.
        Array.Fill(_result, float.NaN);
        Time(variant, 1);
        return _result;
    }

    /// <inheritdoc/>
    public override ServedTraining Train(string mode, PeerOptimizer optimizer, int steps, bool isDouble) => throw new NotSupportedException("ONNX Runtime does not train here.");

    /// <inheritdoc/>
    public override void Dispose()
    {
        _binding.Dispose();
        _input.Dispose();
        _output.Dispose();
        _run.Dispose();
        _session.Dispose();
    }

    private static long[] Shape(IReadOnlyList<int> extents) => [.. extents.Select(static extent => (long)extent)];
}
