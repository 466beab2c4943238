using Microsoft.ML.OnnxRuntime;

namespace NetGen.Onnx.Tests;

/// <summary>Runs models with ONNX Runtime.</summary>
internal static class ModelRuntime
{
    private static readonly Lazy<string?> s_fault = new(() =>
    {
        try
        {
            using SessionOptions options = new();
            return null;
        }
        catch (Exception exception) when (exception is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return (exception.InnerException ?? exception).Message;
        }
    });

    /// <summary>Why it cannot run here; null where it can.</summary>
    public static string? Fault => s_fault.Value;

    /// <summary>The only output of a model with one input, in the model's own shapes.</summary>
    public static float[] Run(byte[] model, string input, long[] shape, float[] values)
    {
        using InferenceSession session = Open(model);
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(values, shape);
        using RunOptions run = new();
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(run, new Dictionary<string, OrtValue> { [input] = value }, session.OutputNames);
        return results.Single().GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>Rows of all outputs side by side, for rows of all inputs: each under its name, in the shape that the model says.</summary>
    public static float[] Run(byte[] model, NetworkInfo info, float[] rows)
    {
        using InferenceSession session = Open(model);
        int count = rows.Length / info.InputSize;
        Dictionary<string, OrtValue> inputs = [];
        int offset = 0;
        foreach (TensorInfo input in info.Inputs)
        {
            // What nothing reads may have been taken away.
            if (session.InputMetadata.TryGetValue(input.Name, out NodeMetadata? found)) inputs.Add(input.Name, Value(Column(rows, info.InputSize, offset, input.Size), found, count));
            offset += input.Size;
        }

        using RunOptions run = new();
        string[] names = [.. info.Outputs.Select(output => output.Name)];
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(run, inputs, names);
        foreach (OrtValue input in inputs.Values) input.Dispose();
        float[] outputs = new float[count * info.OutputSize];
        offset = 0;
        for (int index = 0; index < names.Length; index++)
        {
            ReadOnlySpan<float> values = results[index].GetTensorDataAsSpan<float>();
            int size = info.Outputs[index].Size;
            Assert.Equal(count * size, values.Length);
            Assert.Equal(session.OutputMetadata[names[index]].Dimensions.Skip(1), results[index].GetTensorTypeAndShape().Shape.Skip(1).Select(extent => (int)extent));
            for (int sample = 0; sample < count; sample++) values.Slice(sample * size, size).CopyTo(outputs.AsSpan((sample * info.OutputSize) + offset, size));
            offset += size;
        }

        return outputs;
    }

    private static InferenceSession Open(byte[] model)
    {
        using SessionOptions options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        return new InferenceSession(model, options);
    }

    private static float[] Column(float[] rows, int rowSize, int offset, int size)
    {
        float[] column = new float[rows.Length / rowSize * size];
        for (int i = 0; i < column.Length; i++) column[i] = rows[(i / size * rowSize) + offset + (i % size)];
        return column;
    }

    private static OrtValue Value(float[] values, NodeMetadata input, int count)
    {
        Assert.Equal("N", input.SymbolicDimensions[0]);
        long[] shape = [count, .. input.Dimensions.Skip(1).Select(extent => (long)extent)];
        return input.ElementType == typeof(int)
            ? OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, BitConverter.SingleToInt32Bits), shape)
            : OrtValue.CreateTensorValueFromMemory(values, shape);
    }
}

/// <summary>A test that runs models; skipped, with the reason, where ONNX Runtime's native library cannot be loaded.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TheoryOnRuntimeAttribute : TheoryAttribute
{
    public TheoryOnRuntimeAttribute()
    {
        if (ModelRuntime.Fault is { } fault) Skip = $"ONNX Runtime cannot run here: {fault}";
    }
}
