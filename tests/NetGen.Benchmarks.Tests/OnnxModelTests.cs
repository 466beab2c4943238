using System.Runtime.InteropServices;

using NetGen.Benchmarks.Graphs;
using NetGen.Benchmarks.Networks;
using NetGen.Benchmarks.Onnx;

using Xunit;

namespace NetGen.Benchmarks.Tests;

public sealed class OnnxModelTests
{
    [Fact]
    public void TheWireFormatIsThatOfProtocolBuffers()
    {
        // The examples of the format's own description: 150, 'testing', a message with 150, and 3, 270, 86942 packed.
        Assert.Equal([0x08, 0x96, 0x01], new ProtobufWriter().Integer(1, 150).ToArray());
        Assert.Equal([0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6E, 0x67], new ProtobufWriter().Text(2, "testing").ToArray());
        Assert.Equal([0x1A, 0x03, 0x08, 0x96, 0x01], new ProtobufWriter().Message(3, new ProtobufWriter().Integer(1, 150)).ToArray());
        Assert.Equal([0x32, 0x06, 0x03, 0x8E, 0x02, 0x9E, 0xA7, 0x05], new ProtobufWriter().Integers(6, [3, 270, 86942]).ToArray());
        Assert.Equal([0x82, 0x01, 0x01, 0x00], new ProtobufWriter().Bytes(16, [0]).ToArray());
    }

    [Fact]
    public void AModelSaysWhatItNeedsAndTakes()
    {
        ProtobufReader model = Write(typeof(Xor), Xor.Info, batch: 3);
        Assert.Equal(8, model.Number(1));
        Assert.Equal(17, model.Message(8).Number(2));
        ProtobufReader graph = model.Message(7);
        Assert.Equal("Xor", graph.Text(2));
        Assert.Equal([3, 2], Shape(graph.Message(11)));
        Assert.Equal([3, 1], Shape(graph.Message(12)));
        Assert.Equal(["Gemm", "Relu", "Gemm"], graph.Messages(1).Select(static node => node.Text(4)));
        Assert.Equal(["input", "dense1.weight", "dense1.bias"], graph.Messages(1).First().Texts(1));
        Assert.Equal("output", graph.Messages(1).Last().Text(2));
    }

    [Fact]
    public void ParametersAreTheNetworksOwn()
    {
        var network = new Xor(seed: 5);
        var weights = new float[16];
        network.CopyParameter("dense1.weight", weights);
        ProtobufReader tensor = Write(typeof(Xor), Xor.Info, batch: 1).Message(7).Messages(5).Single(static tensor => tensor.Text(8) == "dense1.weight");
        Assert.Equal(1, tensor.Number(2));
        Assert.Equal([8, 2], ProtobufReader.Packed(tensor.Bytes(1)));
        Assert.Equal(weights, MemoryMarshal.Cast<byte, float>(tensor.Bytes(9)).ToArray());
    }

    [Fact]
    public void AConvolutionHasItsPadsStridesAndGroups()
    {
        ProtobufReader node = Write(typeof(ConvStrided), ConvStrided.Info, batch: 1).Message(7).Messages(1).First();
        Assert.Equal("Conv", node.Text(4));
        Assert.Equal([0, 0, 1, 1], Attribute(node, "pads").Numbers(8));
        Assert.Equal([2, 2], Attribute(node, "strides").Numbers(8));
        Assert.Equal([1, 1], Attribute(node, "dilations").Numbers(8));
        Assert.Equal(1, Attribute(node, "group").Number(3));
        ProtobufReader depthwise = Write(typeof(ConvDepthwise), ConvDepthwise.Info, batch: 1).Message(7).Messages(1).First();
        Assert.Equal(64, Attribute(depthwise, "group").Number(3));
    }

    private static ProtobufReader Write(Type network, NetworkInfo info, int batch)
    {
        var parameters = new Dictionary<string, float[]>(StringComparer.Ordinal);
        var xor = new Xor(seed: 5);
        foreach (ParameterInfo parameter in info.Parameters)
        {
            var values = new float[parameter.Count];
            if (info == Xor.Info) xor.CopyParameter(parameter.Name, values);
            parameters.Add(parameter.Name, values);
        }

        return new ProtobufReader(OnnxModel.Write(GraphReader.Read(network, info), parameters, info, batch));
    }

    private static ProtobufReader Attribute(ProtobufReader node, string name) => node.Messages(5).Single(attribute => attribute.Text(1) == name);

    private static IEnumerable<long> Shape(ProtobufReader declaration) => declaration.Message(2).Message(1).Message(2).Messages(1).Select(static dimension => dimension.Number(1));
}
