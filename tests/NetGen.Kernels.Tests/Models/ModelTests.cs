using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Drawn;
using NetGen.Onnx;
using NetGen.Onnx.Tests;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Models;

/// <summary>All networks that are compared with the reference, and those drawn at random, as ONNX models run by ONNX Runtime.</summary>
public sealed class ModelTests
{
    private const int DailyShare = 2;

    // A model is in floats, which products of bytes are not.
    public static TheoryData<string> Cases { get; } =
        [.. CaseCatalog.OneOf(DailyShare).Where(item => !item.Description.HasBytes).Select(item => item.Name)];

    public static TheoryData<string> Drawings { get; } = [.. DrawnNetworks.All.Select(item => item.Name)];

    [TheoryOnRuntime]
    [MemberData(nameof(Cases))]
    public void A_case_as_a_model_gives_what_it_gives(string name) => Compare(CaseCatalog.Find(name), CaseCatalog.Compiled);

    [TheoryOnRuntime]
    [MemberData(nameof(Drawings))]
    public void A_drawing_as_a_model_gives_what_it_gives(string name) => Compare(DrawnNetworks.Find(name), DrawnNetworks.AssemblyOf(name));

    private static void Compare(NetworkCase item, CompiledAssembly assembly)
    {
        var subject = (ISubject)Activator.CreateInstance(typeof(Subject<>).MakeGenericType(assembly.GetType(item.Name)))!;
        if (subject.Info.Layers.Any(layer => layer.Kind == "Activation"))
        {
            // A function of one's own has no words in ONNX.
            Assert.Throws<OnnxExportException>(() => subject.Export());
            return;
        }

        float[] samples = Samples.Draw(subject.Info, 3);
        foreach (int opset in new[] { OnnxOptions.OldestOpset, OnnxOptions.NewestOpset })
            Numbers.AssertClose(subject.Run(samples, predicts: true), ModelRuntime.Run(subject.Export(new OnnxOptions { Opset = opset }), subject.Info, samples), mayBeZero: true);
    }
}
