using Google.Protobuf;

using NetGen.Onnx.Reading;

using DataType = global::Onnx.TensorProto.Types.DataType;

namespace NetGen.Onnx.Tests.Reading;

/// <summary>Where numbers come from, and as what.</summary>
public sealed class TensorTests : IDisposable
{
    private static readonly float[] s_values = [1.5f, -2];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void All_kinds_of_floating_point_are_read()
    {
        Assert.Equal(s_values, Factors(DataType.Double, [.. s_values.SelectMany(value => BitConverter.GetBytes((double)value))]));
        Assert.Equal(s_values, Factors(DataType.Float16, [.. s_values.SelectMany(value => BitConverter.GetBytes((Half)value))]));
        Assert.Equal(s_values, Factors(DataType.Bfloat16, [.. s_values.SelectMany(value => BitConverter.GetBytes((ushort)(BitConverter.SingleToUInt32Bits(value) >> 16)))]));
        Assert.Equal(s_values, Factors(DataType.Float, [.. s_values.SelectMany(BitConverter.GetBytes)]));
    }

    [Fact]
    public void Data_in_a_file_beside_the_model_is_read()
    {
        File.WriteAllBytes(_folder.Combine("weights.bin"), [7, 7, 7, 7, .. s_values.SelectMany(BitConverter.GetBytes)]);
        ModelText model = External("weights.bin", ("offset", "4"), ("length", "8"));
        Assert.Equal(s_values, model.Read(_folder.Path).Parameters.Single().Values);
        Assert.Contains("no tensor in the model's own file", Assert.Throws<OnnxImportException>(() => model.Read()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../weights.bin", "not in the model's own folder")]
    [InlineData("/etc/hostname", "not in the model's own folder")]
    [InlineData("..", "not in the model's own folder")]
    [InlineData("sub\\weights.bin", "not in the model's own folder")]
    [InlineData("C:weights.bin", "not in the model's own folder")]
    [InlineData("", "not in the model's own folder")]
    [InlineData("missing.bin", "not there")]
    [InlineData("short.bin", "ends before")]
    public void Other_files_are_not_opened(string location, string reason)
    {
        File.WriteAllBytes(_folder.Combine("short.bin"), new byte[7]);
        Assert.Contains(reason, Assert.Throws<OnnxImportException>(() => External(location).Read(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("offset", "-1")]
    [InlineData("offset", "9223372036854775807")]
    [InlineData("length", "9223372036854775807")]
    [InlineData("length", "4")]
    [InlineData("offset", "four")]
    public void Places_in_files_are_checked(string key, string value)
    {
        File.WriteAllBytes(_folder.Combine("weights.bin"), new byte[8]);
        Assert.Throws<OnnxImportException>(() => External("weights.bin", (key, value)).Read(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();

    private static ModelText Scaled() => new ModelText().Input("x", 0, 2).Output("y").Node("Mul", ["x", "w"], "y");

    private static float[] Factors(DataType type, byte[] raw)
    {
        ModelText model = Scaled();
        model.Tensor("w", type, 2).RawData = ByteString.CopyFrom(raw);
        return model.Read().Parameters.Single().Values;
    }

    private static ModelText External(string location, params (string Key, string Value)[] entries)
    {
        ModelText model = Scaled();
        TensorProto tensor = model.Tensor("w", DataType.Float, 2);
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        foreach ((string key, string value) in entries.Prepend(("location", location))) tensor.ExternalData.Add(new global::Onnx.StringStringEntryProto { Key = key, Value = value });
        return model;
    }
}
