using NetGen.Onnx;
using NetGen.Onnx.Reading;
using NetGen.Onnx.Tests;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Models;

/// <summary>A network that is written as a model and read again is declared otherwise and gives the same.</summary>
public sealed class ImportTests
{
    private const string Blocks = """
        [Block]
        [Conv2D(6, 3, Padding = Padding.Same, UseBias = false)] [BatchNorm] [ReLU]
        [Conv2D(6, 3, PaddingSize = 1)] [BatchNorm(Epsilon = 1e-3)]
        internal sealed class Inner;


        """;

    public static TheoryData<string> Declarations { get; } =
    [
        "[Network(12, 10, 2)] [Conv2D(4, 5, Padding = Padding.Same)] [ReLU] [MaxPool2D(2)] [Conv2D(6, 3, KernelWidth = 2)] [Tanh] [Flatten] [Dense(7)] [ReLU] [Dropout(0.5)] [Dense(3)] [SoftmaxCrossEntropy]",
        "[Network(9, 8, 3)] [Conv2D(6, 3, Stride = 2, Padding = Padding.Same)] [Residual<Inner>] [ReLU] [GlobalAveragePool2D] [Dense(4, UseBias = false)] [Sigmoid]",
        "[Network(7, 9, 4)] [DepthwiseConv2D(3, Stride = 2, Padding = Padding.Same, Multiplier = 2)] [ReLU6] [Conv2D(4, 2, Groups = 2, Dilation = 2)] [LeakyReLU(0.3)] [AveragePool2D(2, Stride = 1)]",
        "[Network(6, 5, 3)] [Conv2D(4, 1, Name = \"left\")] [Conv2D(3, 1, Input = \"input\")] [ELU(0.6)] [Concat(\"left\")] [MaxPool2D(3, WindowWidth = 2, StrideHeight = 2, StrideWidth = 1, PaddingSize = 1)]",
        "[Network(5)] [BatchNorm] [Dense(6, Name = \"trunk\")] [Softplus] [Multiply(\"trunk\")] [Dense(2, Name = \"first\")] [Dense(3, Input = \"trunk\", Name = \"second\")] [Output(\"first\")] [Output(\"second\")]",
    ];

    [TheoryOnRuntime]
    [MemberData(nameof(Declarations))]
    public void What_is_read_gives_what_was_written(string declaration)
    {
        using CompiledAssembly assembly = CompiledAssembly.Compile($"using NetGen;\n\n{Blocks}{declaration}\npublic sealed partial class Written;\n");
        ISubject written = SubjectOf(assembly, "Written");
        foreach (ImageLayout images in Enum.GetValues<ImageLayout>())
        {
            ImportedNetwork read = OnnxReader.Read(global::Onnx.ModelProto.Parser.ParseFrom(written.Export(new OnnxOptions { Images = images })), "Imported", "Again");
            float[] samples = Samples.Draw(written.Info, 3);
            Numbers.AssertClose(written.Run(samples, predicts: true), Run(read, samples, written.Info, images));
        }
    }

    /// <summary>What is written again is read as the same class.</summary>
    [TheoryOnRuntime]
    [MemberData(nameof(Declarations))]
    public void A_second_way_there_and_back_changes_nothing(string declaration)
    {
        using CompiledAssembly assembly = CompiledAssembly.Compile($"using NetGen;\n\n{Blocks}{declaration}\npublic sealed partial class Written;\n");
        string first = Read(SubjectOf(assembly, "Written").Export()).Source;
        using CompiledAssembly again = CompiledAssembly.Compile(first);
        Assert.Equal(first, Read(SubjectOf(again, "Imported.Again").Export()).Source);
    }

    /// <summary>Paddings that no argument of a layer says, compared with what ONNX Runtime makes of the model.</summary>
    [TheoryOnRuntime]
    [InlineData(1, 0, 2, 1)]
    [InlineData(0, 2, 0, 0)]
    [InlineData(2, 2, 2, 2)]
    public void Any_padding_of_a_convolution_is_read(params int[] pads)
    {
        using CompiledAssembly assembly = CompiledAssembly.Compile("using NetGen;\n\n[Network(6, 7, 2)] [Conv2D(3, 3, KernelWidth = 2)] [GlobalMaxPool2D]\npublic sealed partial class Written;\n");
        ISubject written = SubjectOf(assembly, "Written");
        var model = global::Onnx.ModelProto.Parser.ParseFrom(written.Export());
        global::Onnx.AttributeProto attribute = model.Graph.Node.Single(node => node.OpType == "Conv").Attribute.Single(attribute => attribute.Name == "pads");
        attribute.Ints.Clear();
        attribute.Ints.AddRange(pads.Select(size => (long)size));
        float[] samples = Samples.Draw(written.Info, 2);
        using var changed = new MemoryStream();
        Google.Protobuf.MessageExtensions.WriteTo(model, changed);
        Numbers.AssertClose(Run(OnnxReader.Read(model, "Imported", "Again"), samples, written.Info), ModelRuntime.Run(changed.ToArray(), written.Info, samples));
    }

    private static ImportedNetwork Read(byte[] model) => OnnxReader.Read(global::Onnx.ModelProto.Parser.ParseFrom(model), "Imported", "Again");

    private static ISubject SubjectOf(CompiledAssembly assembly, string name) => (ISubject)Activator.CreateInstance(typeof(Subject<>).MakeGenericType(assembly.GetType(name)))!;

    /// <summary>Compiles the class, loads its parameters and predicts.</summary>
    private static float[] Run(ImportedNetwork read, float[] samples, NetworkInfo written, ImageLayout images = ImageLayout.ChannelsLast)
    {
        using CompiledAssembly assembly = CompiledAssembly.Compile(read.Source);
        return ReadBack.Predict(read, assembly, "Imported.Again", written, images, samples);
    }
}
