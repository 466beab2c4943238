using NetGen.Onnx.Tests.Networks;

namespace NetGen.Onnx.Tests;

/// <summary>What stands in a model: versions, names, extents, and which nodes.</summary>
public sealed class ShapeOfModelTests
{
    [Theory]
    [InlineData(17, 8)]
    [InlineData(18, 8)]
    [InlineData(19, 9)]
    [InlineData(20, 9)]
    [InlineData(21, 10)]
    public void A_model_says_its_versions(int opset, int form)
    {
        ModelProto model = Parse(Subjects.Create<TwoHeads>().Export(new OnnxOptions { Opset = opset }));
        Assert.Equal(form, model.IrVersion);
        OperatorSetIdProto operators = Assert.Single(model.OpsetImport);
        Assert.Equal(("", opset), (operators.Domain, operators.Version));
        Assert.Equal(("NetGen", "TwoHeads"), (model.ProducerName, model.Graph.Name));
    }

    [Fact]
    public void Inputs_and_outputs_have_the_names_and_shapes_of_the_network()
    {
        GraphProto graph = Parse(Subjects.Create<TwoHeads>().Export()).Graph;
        Assert.Equal(["board N 8 8 4 1", "clocks N 2 1"], graph.Input.Select(Described));
        Assert.Equal(["policy N 7 1", "value N 1 1"], graph.Output.Select(Described));
        GraphProto first = Parse(Subjects.Create<TwoHeads>().Export(new OnnxOptions { Images = ImageLayout.ChannelsFirst })).Graph;
        Assert.Equal("board N 4 8 8 1", Described(first.Input[0]));
        Assert.Equal(["Transpose", "Conv"], graph.Node.Take(2).Select(node => node.OpType));
        Assert.Equal("Conv", first.Node[0].OpType);
    }

    [Fact]
    public void Indices_and_lengths_are_whole_numbers()
    {
        GraphProto graph = Parse(Subjects.Create<AnsweringNet>().Export()).Graph;
        Assert.Equal(["question N 5 6", "text N 7 6", "questionLengths N 1 6", "textLengths N 1 6"], graph.Input.Select(Described));
    }

    [Fact]
    public void The_link_is_the_last_node()
    {
        Assert.Equal("Softmax", Parse(Subjects.Create<AwkwardConvolutions>().Export()).Graph.Node[^1].OpType);
        Assert.Equal("Gemm", Parse(Subjects.Create<AwkwardConvolutions>().Export(new OnnxOptions { Predicts = false })).Graph.Node[^1].OpType);
        Assert.Equal("Exp", Parse(Subjects.Create<CountingNet>().Export()).Graph.Node[^1].OpType);
        Assert.Equal("Sigmoid", Parse(Subjects.Create<PixelMasks>().Export(new OnnxOptions { Images = ImageLayout.ChannelsFirst })).Graph.Node[^1].OpType);
    }

    [Fact]
    public void Newer_operators_are_used_where_there_are_some()
    {
        Assert.Contains("Erf", Operators<AllActivations>(19));
        Assert.DoesNotContain("Gelu", Operators<AllActivations>(19));
        Assert.Contains("Gelu", Operators<AllActivations>(20));
        Assert.DoesNotContain("GroupNormalization", Operators<NormalizedImages>(20));
        Assert.Contains("GroupNormalization", Operators<NormalizedImages>(21));
    }

    [Fact]
    public void What_only_training_changes_leaves_nothing() => Assert.Equal(["Identity"], Operators<NothingToDo>(17));

    [Fact]
    public void Weights_have_the_names_of_files()
        => Assert.Equal(
            ["conv1.bias", "conv1.weight", "conv2.weight", "dense1.bias", "dense1.weight"],
            Parse(Subjects.Create<AwkwardConvolutions>().Export()).Graph.Initializer.Select(tensor => tensor.Name).Where(name => name.Contains('.')).Order(StringComparer.Ordinal));

    [Fact]
    public void Names_are_there_once()
    {
        foreach (string network in Subjects.Names)
        {
            GraphProto graph = Parse(Subjects.Create(network).Export()).Graph;
            string[] tensors = [.. graph.Input.Select(input => input.Name), .. graph.Initializer.Select(tensor => tensor.Name), .. graph.Node.SelectMany(node => node.Output).Where(name => name.Length > 0)];
            Assert.Equal(tensors.Length, tensors.Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(graph.Node.Count, graph.Node.Select(node => node.Name).Distinct(StringComparer.Ordinal).Count());
        }
    }

    private static IEnumerable<string> Operators<TNetwork>(int opset)
        where TNetwork : class, INetwork<TNetwork>
        => Parse(Subjects.Create<TNetwork>().Export(new OnnxOptions { Opset = opset })).Graph.Node.Select(node => node.OpType);

    private static ModelProto Parse(byte[] model) => ModelProto.Parser.ParseFrom(model);

    /// <summary>Name, extents, type.</summary>
    private static string Described(ValueInfoProto value)
        => string.Join(' ', [value.Name, .. value.Type.TensorType.Shape.Dim.Select(extent => extent.HasDimParam ? extent.DimParam : $"{extent.DimValue}"), $"{value.Type.TensorType.ElemType}"]);
}
