using NetGen.Onnx.Graphs;
using NetGen.Onnx.Tests.Networks;
using NetGen.Runtime;

namespace NetGen.Onnx.Tests;

/// <summary>What cannot be written is said, all at once, and leaves the old file.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void Activations_of_ones_own_are_named_with_the_reason()
    {
        using TemporaryFolder folder = new();
        string path = folder.Combine("model.onnx");
        File.WriteAllText(path, "old");
        OnnxExportException exception = Assert.Throws<OnnxExportException>(() => Subjects.Create<OwnActivations>().ExportTo(path));
        const string Reason = "HalfSwish is a function of your own, which is known as C# alone; write it as layers, or use one of NetGen's activations";
        Assert.Equal([$"activation1: {Reason}", $"last: {Reason}"], exception.Problems);
        Assert.StartsWith("OwnActivations cannot be written as an ONNX model:\n  activation1: HalfSwish", exception.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["model.onnx"], folder.Names);
    }

    [Fact]
    public void A_stream_gets_nothing_of_a_network_that_is_refused()
    {
        using MemoryStream stream = new();
        Assert.Throws<OnnxExportException>(() => OnnxExporter.Export(new OwnActivations(), stream));
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void A_file_is_replaced_whole()
    {
        using TemporaryFolder folder = new();
        string path = folder.Combine("model.onnx");
        File.WriteAllText(path, "old");
        ISubject subject = Subjects.Create<TwoHeads>();
        subject.ExportTo(path);
        Assert.Equal(subject.Export(), File.ReadAllBytes(path));
        Assert.Equal(["model.onnx"], folder.Names);
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_named()
    {
        using TemporaryFolder folder = new();
        string path = folder.Combine("none/model.onnx");
        Assert.Contains(path, Assert.Throws<DirectoryNotFoundException>(() => Subjects.Create<TwoHeads>().ExportTo(path)).Message, StringComparison.Ordinal);
        Assert.Contains("folder", Assert.Throws<IOException>(() => Subjects.Create<TwoHeads>().ExportTo(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        TwoHeads network = new();
        Assert.Throws<ArgumentException>(() => network.ExportOnnx(""));
        Assert.Throws<ArgumentNullException>(() => network.ExportOnnx(null!));
        Assert.Throws<ArgumentNullException>(() => OnnxExporter.Export(network, null!));
        Assert.Throws<ArgumentNullException>(() => OnnxExporter.Export<TwoHeads>(null!, Stream.Null));
        using MemoryStream reading = new([], writable: false);
        Assert.Equal("stream", Assert.Throws<ArgumentException>(() => OnnxExporter.Export(network, reading)).ParamName);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(22)]
    [InlineData(-1)]
    public void Other_versions_of_the_operators_are_refused(int opset)
    {
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxOptions { Opset = opset });
        Assert.Equal("Opset", exception.ParamName);
        Assert.Contains("17 to 21", exception.Message, StringComparison.Ordinal);
        Assert.Equal("Images", Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxOptions { Images = (ImageLayout)2 }).ParamName);
    }

    [Fact]
    public void A_network_of_an_older_generator_is_refused()
        => Assert.Contains("older generator", Problem(Info(Layer("ReLU") with { Inputs = [] })), StringComparison.Ordinal);

    [Fact]
    public void Kinds_and_weights_that_are_unknown_are_refused()
    {
        Assert.Equal("a: [Brandnew] is unknown to this version of NetGen.Onnx", Problem(Info(Layer("Brandnew"))));
        Assert.Equal("a: [BrandnewNorm] is unknown to this version of NetGen.Onnx", Problem(Info(Layer("Dense") with { Settings = new LayerSettings("weights=BrandnewNorm") })));
    }

    [Fact]
    public void An_input_and_a_layer_of_one_name_are_refused() => Assert.StartsWith("input: ", Problem(Info(Layer("ReLU") with { Name = "input" })), StringComparison.Ordinal);

    [Fact]
    public void Weights_above_2_GB_are_refused()
    {
        ParameterInfo large = new("a.weight", [1 << 15, 1 << 14], "", 0, 0, 0, true, new ParameterLayout(0, 1, 1 << 15, 1 << 14, 1, 1, 16));
        Assert.StartsWith("its parameters are ", Problem(Info(Layer("Dense"), large)), StringComparison.Ordinal);
    }

    private static string Problem(NetworkInfo info)
        => Assert.Single(Assert.Throws<OnnxExportException>(() => ModelBuilder.Build(info, (_, _) => Assert.Fail("Nothing is read."), new OnnxOptions())).Problems);

    private static LayerInfo Layer(string kind) => new("a", kind, [4], 0, 0, "", TwoHeads.Info.Layers[0].Predicted) { Inputs = ["input"] };

    private static NetworkInfo Info(LayerInfo layer, params ParameterInfo[] parameters) => new()
    {
        Name = "Made",
        InputShape = [4],
        OutputShape = [4],
        Layers = [layer],
        Parameters = parameters,
        InferenceWorkspace = 0,
        PackedSize = 0,
        TrainedPackedSize = 0,
    };
}
