using NetGen.Onnx.Reading;
using NetGen.Onnx.Reading.Constants;
using NetGen.TestHelpers;

namespace NetGen.Onnx.Tests;

/// <summary>Runs what was read of a model that a network was written as.</summary>
internal static class ReadBack
{
    /// <summary>Whether there is anything in a network that is written, but not read: lengths of samples, and rotary positions.</summary>
    public static bool IsRead(NetworkInfo info) => !info.Inputs.Any(input => input.LengthsOf is not null) && !info.Layers.Any(layer => layer.Settings.Has("rotaryBase"));

    /// <summary>Rows of all outputs side by side, of the network that was read, in the order of the one that was written.</summary>
    /// <param name="read">What was read.</param>
    /// <param name="assembly">Where its class is.</param>
    /// <param name="name">The class.</param>
    /// <param name="written">The network that was written, with its images as the model has them.</param>
    /// <param name="images">How the model has images.</param>
    /// <param name="rows">Of all of its inputs side by side; indices are the bits of floats.</param>
    public static float[] Predict(ImportedNetwork read, CompiledAssembly assembly, string name, NetworkInfo written, ImageLayout images, float[] rows)
    {
        string path = Path.Combine(Path.GetTempPath(), $"netgen-imported-{Guid.NewGuid():N}.safetensors");
        try
        {
            read.SaveParameters(path);
            ITestNetwork network = assembly.LoadNetwork(name, path);
            int samples = rows.Length / written.InputSize;
            Constant[] inputs = [.. Tensors(AsNumbers(written, rows), written.Inputs, images)];
            float[] own = Layouts.Rows([.. read.Inputs.Select((input, index) => Layouts.Turned(input, inputs[index]))], [.. network.Info.Inputs.Select(input => input.Size)]);
            float[] outputs = new float[samples * network.Info.OutputSize];
            network.Predict(own, outputs);

            // Where the numbers of the written network come to lie is where those of the read one are.
            Constant[] places = [.. Tensors([.. Enumerable.Range(0, outputs.Length).Select(place => (float)place)], written.Outputs, images)];
            float[] turned = Layouts.Rows([.. read.Outputs.Select((output, index) => Layouts.Turned(output, places[index]))], [.. network.Info.Outputs.Select(output => output.Size)]);
            float[] given = new float[outputs.Length];
            for (int i = 0; i < given.Length; i++) given[(int)turned[i]] = outputs[i];
            return given;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Rows as the tensors of the model.</summary>
    private static IEnumerable<Constant> Tensors(float[] rows, IReadOnlyList<TensorInfo> tensors, ImageLayout images)
    {
        int size = tensors.Sum(tensor => tensor.Size);
        int samples = rows.Length / size;
        int offset = 0;
        foreach (TensorInfo tensor in tensors)
        {
            float[] values = [.. Enumerable.Range(0, samples).SelectMany(sample => rows.AsSpan((sample * size) + offset, tensor.Size).ToArray())];
            offset += tensor.Size;
            Constant network = Constant.Of(tensor.Name, [samples, .. tensor.Shape], values);
            bool isTurned = tensor.Shape.Count == 3 && images == ImageLayout.ChannelsFirst;
            yield return isTurned ? Constant.Of(tensor.Name, [samples, tensor.Shape[2], tensor.Shape[0], tensor.Shape[1]], Layouts.Turned(new ImportedTensor(tensor.Name, tensor.Name, [0, 3, 1, 2], IsIndices: false), network)) : network;
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
