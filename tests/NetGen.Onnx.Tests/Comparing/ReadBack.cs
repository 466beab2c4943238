using NetGen.Onnx.Reading;
using NetGen.TestHelpers;

namespace NetGen.Onnx.Tests;

/// <summary>Runs what was read of a model that a network was written as.</summary>
internal static class ReadBack
{
    /// <summary>Whether there is anything in a network that is written, but not read: lengths of samples, and rotary positions.</summary>
    public static bool IsRead(NetworkInfo info) => !info.Inputs.Any(input => input.LengthsOf is not null) && !info.Layers.Any(layer => layer.Settings.Has("rotaryBase"));

    /// <summary>Rows of all outputs side by side.</summary>
    /// <param name="read">What was read.</param>
    /// <param name="assembly">Where its class is.</param>
    /// <param name="name">The class.</param>
    /// <param name="written">The network that was written.</param>
    /// <param name="rows">Of all of its inputs side by side; indices are the bits of floats.</param>
    public static float[] Predict(ImportedNetwork read, CompiledAssembly assembly, string name, NetworkInfo written, float[] rows)
    {
        string path = Path.Combine(Path.GetTempPath(), $"netgen-imported-{Guid.NewGuid():N}.safetensors");
        try
        {
            read.SaveParameters(path);
            ITestNetwork network = assembly.LoadNetwork(name, path);
            float[] outputs = new float[rows.Length / written.InputSize * network.Info.OutputSize];
            network.Predict(AsNumbers(written, rows), outputs);
            return outputs;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static float[] AsNumbers(NetworkInfo info, float[] rows)
    {
        float[] numbers = [.. rows];
        int offset = 0;
        foreach (TensorInfo input in info.Inputs)
        {
            for (int start = offset; input.Vocabulary > 0 && start < rows.Length; start += info.InputSize)
            {
                for (int i = start; i < start + input.Size; i++) numbers[i] = BitConverter.SingleToInt32Bits(rows[i]);
            }

            offset += input.Size;
        }

        return numbers;
    }
}
