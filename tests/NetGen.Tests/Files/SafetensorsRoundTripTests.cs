using System.Buffers.Binary;
using System.Text;
using NetGen.Files;
using Xunit;

namespace NetGen.Tests.Files;

public sealed class SafetensorsRoundTripTests
{
    /// <summary>Written by hand from the format's description: length, header padded to a multiple of 8, data.</summary>
    private static readonly byte[] HandMade = Build(
        """{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"n":{"dtype":"I64","shape":[],"data_offsets":[16,24]}}  """,
        [0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x00, 0xC0, 0x00, 0x00, 0x80, 0x7F, 0x01, 0x00, 0xC0, 0x7F, 0x2A, 0, 0, 0, 0, 0, 0, 0]);

    [Fact]
    public void HandMadeFileIsRead()
    {
        using SafetensorsFile file = SafetensorsFile.Read(HandMade);
        float[] values = new float[4];
        file.Read("w", [2, 2], values);
        Assert.Equal([1f, -2f, float.PositiveInfinity], values[..3]);
        Assert.Equal(0x7FC00001u, BitConverter.SingleToUInt32Bits(values[3]));
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal(["w", "n"], file.Tensors.Select(static tensor => tensor.Name));
        Assert.True(file.TryGetTensor("n", out SafetensorsTensor? counter));
        Assert.Equal((SafetensorsType.I64, 1L, false), (counter.Type, counter.Count, counter.IsReadableAsFloat));
        Assert.Equal(NetworkFileError.UnsupportedElementType, Assert.Throws<NetworkFileException>(() => file.Read("n", new float[1])).Error);
        byte[] bytes = new byte[8];
        file.ReadBytes("n", bytes);
        Assert.Equal(42, BinaryPrimitives.ReadInt64LittleEndian(bytes));
    }

    [Fact]
    public void WrittenBytesAreThoseOfTheFormat()
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, [new SafetensorsEntry("w", [2], new[] { 1f, -2f }), new SafetensorsEntry("b", [], new[] { 0.5f })], new Dictionary<string, string>(StringComparer.Ordinal) { ["format"] = "pt" });
        byte[] expected = Build(
            """{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[],"data_offsets":[8,12]}}      """,
            [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 0, 0, 0, 0x3F]);
        Assert.Equal(expected, stream.ToArray());
    }

    internal static byte[] Build(string header, byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return [.. length, .. json, .. data];
    }
}
