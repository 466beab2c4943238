using NetGen.Kernels.Tests.Cases;
using NetGen.Onnx;
using NetGen.Onnx.Reading;
using NetGen.Onnx.Tests;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Models;

/// <summary>All networks that are compared with the reference, written as models and read again, give the same.</summary>
public sealed class ReadingTests
{
    // Many differ in sizes alone, which reading does not look at.
    private const int DailyShare = 3;

    // A model is in floats, which products of bytes are not.
    private static readonly NetworkCase[] s_cases = [.. CaseCatalog.OneOf(DailyShare).Where(item => !item.Description.HasBytes)];

    public static TheoryData<string> Cases { get; } = [.. s_cases.Select(item => item.Name)];

    private static readonly Lazy<(Dictionary<string, ImportedNetwork> Read, CompiledAssembly Assembly)> s_all = new(() =>
    {
        Dictionary<string, ImportedNetwork> read = [];
        foreach (NetworkCase item in s_cases.Where(item => SubjectOf(item.Name) is { } subject && IsReadBack(subject)))
        {
            byte[] model = SubjectOf(item.Name).Export(new OnnxOptions { Images = ImageLayout.ChannelsFirst });
            read.Add(item.Name, OnnxReader.Read(global::Onnx.ModelProto.Parser.ParseFrom(model), "Imported", $"Again{read.Count}"));
        }

        return (read, CompiledAssembly.Compile([.. read.Values.Select(network => network.Source)]));
    });

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_that_is_read_again_gives_what_it_gives(string name)
    {
        ISubject subject = SubjectOf(name);
        if (!IsReadBack(subject)) return; // what is written of it is not read, or nothing is
        (Dictionary<string, ImportedNetwork> read, CompiledAssembly assembly) = s_all.Value;
        float[] samples = Samples.Draw(subject.Info, 3);
        string again = $"Imported.Again{read.Keys.ToList().IndexOf(name)}";
        Numbers.AssertClose(subject.Run(samples, predicts: true), ReadBack.Predict(read[name], assembly, again, subject.Info, ImageLayout.ChannelsFirst, samples), mayBeZero: true);
    }

    private static bool IsReadBack(ISubject subject) => ReadBack.IsRead(subject.Info) && subject.Info.Layers.All(layer => layer.Kind != "Activation");

    private static ISubject SubjectOf(string name) => (ISubject)Activator.CreateInstance(typeof(Subject<>).MakeGenericType(CaseCatalog.Compiled.GetType(name)))!;
}
