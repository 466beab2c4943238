using NetGen.Onnx.Reading;
using NetGen.TestHelpers;

using Xunit.Abstractions;

namespace NetGen.Onnx.Tests.Reading;

/// <summary>All networks of this assembly, written as models and read again, are declared otherwise and give the same.</summary>
public sealed class RoundTripTests(ITestOutputHelper output)
{
    private const int Samples = 3;

    [Fact]
    public void What_is_read_gives_what_was_written()
    {
        List<(string Name, ISubject Subject, ImportedNetwork Read)> all = [];
        List<string> problems = [];
        foreach (string name in Subjects.Names)
        {
            ISubject subject = Subjects.Create(name);
            foreach (OnnxOptions options in new OnnxOptions[] { new(), new() { Opset = OnnxOptions.NewestOpset, Images = ImageLayout.ChannelsFirst } })
            {
                try
                {
                    all.Add(($"{name} {options.Opset}", subject, OnnxReader.Read(ModelProto.Parser.ParseFrom(subject.Export(options)), "Again", $"Network{all.Count}")));
                }
                catch (OnnxImportException exception)
                {
                    problems.Add($"{name} {options.Opset}: {string.Join(" ", exception.Problems)}");
                }
            }
        }

        using CompiledAssembly assembly = CompiledAssembly.Compile([.. all.Select(item => item.Read.Source)]);
        for (int index = 0; index < all.Count; index++)
        {
            if (Difference(all[index].Subject, all[index].Read, assembly, $"Again.Network{index}") is { } difference) problems.Add($"{all[index].Name}: {difference}");
        }

        foreach (string problem in problems) output.WriteLine(problem);
        Assert.Empty(problems);
    }

    private static string? Difference(ISubject subject, ImportedNetwork read, CompiledAssembly assembly, string name)
    {
        using TemporaryFolder folder = new();
        read.SaveParameters(folder.Combine("weights.safetensors"));
        float[] rows = Onnx.Tests.Samples.Draw(subject.Info, Samples);
        try
        {
            ITestNetwork network = assembly.LoadNetwork(name, folder.Combine("weights.safetensors"));
            float[] given = new float[Samples * network.Info.OutputSize];
            network.Predict(Numbers(subject.Info, rows), given);
            Tests.Numbers.AssertClose(subject.Run(rows, predicts: true), given);
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")} {read.Source.ReplaceLineEndings(" ")}";
        }
    }

    /// <summary>Indices as numbers, where they are the bits of floats.</summary>
    private static float[] Numbers(NetworkInfo info, float[] rows)
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
