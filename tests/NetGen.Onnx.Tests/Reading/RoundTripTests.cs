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
        List<(string Name, ISubject Subject, ImportedNetwork Read, ImageLayout Images)> all = [];
        List<string> problems = [];
        foreach (string name in Subjects.Names.Where(name => ReadBack.IsRead(Subjects.Create(name).Info)))
        {
            ISubject subject = Subjects.Create(name);
            ImportedNetwork? first = null;
            foreach (OnnxOptions options in new OnnxOptions[] { new(), new() { Opset = OnnxOptions.NewestOpset, Images = ImageLayout.ChannelsFirst } })
            {
                try
                {
                    ImportedNetwork read = OnnxReader.Read(ModelProto.Parser.ParseFrom(subject.Export(options)), "Again", $"Network{all.Count}");
                    if (first is null || !IsSame(first, read)) all.Add(($"{name} {options.Opset}", subject, read, options.Images));
                    first ??= read;
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
            if (Difference(all[index].Subject, all[index].Read, assembly, $"Again.Network{index}", all[index].Images) is { } difference) problems.Add($"{all[index].Name}: {difference}");
        }

        foreach (string problem in problems) output.WriteLine(problem);
        Assert.Empty(problems);
    }

    /// <summary>Whether both are the same class, but for its name, with the same numbers: one of them is enough to compile.</summary>
    private static bool IsSame(ImportedNetwork first, ImportedNetwork second)
        => Lines(first).SequenceEqual(Lines(second)) && first.Parameters.Zip(second.Parameters).All(pair => pair.First.Name == pair.Second.Name && pair.First.Values.AsSpan().SequenceEqual(pair.Second.Values));

    private static IEnumerable<string> Lines(ImportedNetwork network) => network.Source.Split('\n').Where(line => line.StartsWith('['));

    private static string? Difference(ISubject subject, ImportedNetwork read, CompiledAssembly assembly, string name, ImageLayout images)
    {
        float[] rows = Tests.Samples.Draw(subject.Info, Samples);
        try
        {
            Numbers.AssertClose(subject.Run(rows, predicts: true), ReadBack.Predict(read, assembly, name, subject.Info, images, rows));
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")} {read.Source.ReplaceLineEndings(" ")}";
        }
    }
}
