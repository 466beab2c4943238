using System.Buffers.Binary;
using System.Globalization;
using NetGen.Files;
using Xunit;

namespace NetGen.Tests.Files;

public sealed class SafetensorsRoundTripTests
{
    [Fact]
    public void HandMadeFileIsRead()
    {
        using SafetensorsFile file = SafetensorsFile.Read(SafetensorsSamples.HandMade);
        float[] values = new float[4];
        file.Read("w", [2, 2], values);
        Assert.Equal([1f, -2f, float.PositiveInfinity], values[..3]);
        Assert.Equal(0x7FC00001u, BitConverter.SingleToUInt32Bits(values[3]));
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal(["w", "n"], file.Tensors.Select(static tensor => tensor.Name));
        Assert.True(file.TryGetTensor("n", out SafetensorsTensor? counter));
        Assert.Equal((SafetensorsType.I64, 1L, false), (counter.Type, counter.Count, counter.IsReadableAsFloat));
        byte[] bytes = new byte[8];
        file.ReadBytes("n", bytes);
        Assert.Equal(42, BinaryPrimitives.ReadInt64LittleEndian(bytes));
    }

    [Fact]
    public void WrittenBytesAreThoseOfTheFormat()
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, [new SafetensorsEntry("w", [2], new[] { 1f, -2f }), new SafetensorsEntry("b", [], new[] { 0.5f })], Metadata(("format", "pt")));
        byte[] expected = SafetensorsSamples.Build(
            """{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[],"data_offsets":[8,12]}}      """,
            0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 0, 0, 0, 0x3F);
        Assert.Equal(expected, stream.ToArray());
    }

    [Fact]
    public void HalvesAreWrittenAsTheFormatHasThem()
    {
        using var stream = new MemoryStream();
        float[] values = [1f, -2f, 1.00390625f, 1.01171875f, float.NaN];
        SafetensorsWriter.Write(stream, [new SafetensorsEntry("w", [5], values) { Type = SafetensorsType.BF16 }, new SafetensorsEntry("b", [], new[] { 0.5f })], checksum: true);
        stream.Position = 0;
        using SafetensorsFile file = SafetensorsFile.Read(stream);
        file.VerifyChecksum();
        Assert.True(file.TryGetTensor("w", out SafetensorsTensor? tensor));
        Assert.Equal((SafetensorsType.BF16, 10L), (tensor.Type, tensor.End - tensor.Begin));
        byte[] bytes = new byte[10];
        file.ReadBytes("w", bytes);
        Assert.Equal([0x80, 0x3F, 0, 0xC0, 0x80, 0x3F, 0x82, 0x3F, 0xC0, 0xFF], bytes);
        float[] read = new float[5];
        file.Read("w", read);
        Assert.Equal([1f, -2f, 1f, 1.015625f, float.NaN], read);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SafetensorsEntry("w", [5], values) { Type = SafetensorsType.F64 });
    }

    [Fact]
    public void WholeNumbersAreWrittenInOneByte()
    {
        using var stream = new MemoryStream();
        float[] values = [0f, -128f, 127f, -1f];
        SafetensorsWriter.Write(stream, [new SafetensorsEntry("q", [4], values) { Type = SafetensorsType.I8 }], checksum: true);
        using SafetensorsFile file = SafetensorsFile.Read(stream.ToArray());
        file.VerifyChecksum();
        byte[] bytes = new byte[4];
        file.ReadBytes("q", bytes);
        Assert.Equal([0, 0x80, 0x7F, 0xFF], bytes);
        Assert.Throws<OverflowException>(() => SafetensorsWriter.Write(stream, [new SafetensorsEntry("q", [1], new[] { 128f }) { Type = SafetensorsType.I8 }]));
    }

    [Fact]
    public void EveryBitSurvives()
    {
        uint[] patterns = [0, 0x80000000, 1, 0x007FFFFF, 0x7F7FFFFF, 0x7F800000, 0xFF800000, 0x7FC00000, 0x7F800001, 0xFFFFFFFF, 0x3DCCCCCD, 0x7FA5A5A5];
        float[] values = Array.ConvertAll(patterns, static bits => BitConverter.UInt32BitsToSingle(bits));
        using var directory = new TemporaryDirectory();
        string path = directory.Combine("weights.safetensors");
        SafetensorsWriter.Write(path, [new SafetensorsEntry("values", [3, 4], values), new SafetensorsEntry("empty", [0, 7], Array.Empty<float>())]);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        float[] read = new float[values.Length];
        file.Read("values", [3, 4], read);
        Assert.Equal(patterns, Array.ConvertAll(read, static value => BitConverter.SingleToUInt32Bits(value)));
        file.Read("empty", [0, 7], []);
        Assert.Equal(["weights.safetensors"], directory.Names);
    }

    [Fact]
    public void NamesAndMetadataSurviveInAnyScript()
    {
        string[] names = ["", "a.b", "quote\"back\\slash", "line\nbreak\0", "größe", "重み", "𝔴", "</script>", "__Metadata__"];
        (string, string)[] metadata = [.. names.Select(static name => (name, name + name))];
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, [.. names.Select(static (name, index) => new SafetensorsEntry(name, [1], new[] { (float)index }))], Metadata(metadata));
        stream.Position = 0;
        using SafetensorsFile file = SafetensorsFile.Read(stream);
        Assert.Equal(names, file.Tensors.Select(static tensor => tensor.Name));
        Assert.Equal(Metadata(metadata).OrderBy(static pair => pair.Key, StringComparer.Ordinal), file.Metadata.OrderBy(static pair => pair.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void OtherFloatTypesAreConverted()
    {
        byte[] bytes = SafetensorsSamples.Build(
            """{"d":{"dtype":"F64","shape":[2],"data_offsets":[0,16]},"h":{"dtype":"F16","shape":[3],"data_offsets":[16,22]},"b":{"dtype":"BF16","shape":[3],"data_offsets":[22,28]}}""",
            [
                0x9A, 0x99, 0x99, 0x99, 0x99, 0x99, 0xB9, 0x3F, 0, 0, 0, 0, 0, 0, 0xF0, 0xFF, // 0.1, -infinity
                0x00, 0x3C, 0x01, 0x00, 0xFF, 0xFB, // 1, 2^-24, -65504
                0x80, 0x3F, 0x49, 0xC0, 0x01, 0x00, // 1, -3.140625, 2^-133
            ]);
        using SafetensorsFile file = SafetensorsFile.Read(bytes);
        float[] values = new float[3];
        file.Read("d", values.AsSpan(0, 2));
        Assert.Equal([0.1f, float.NegativeInfinity], values[..2]);
        file.Read("h", values);
        Assert.Equal([1f, 1f / (1 << 24), -65504f], values);
        file.Read("b", values);
        Assert.Equal([1f, -3.140625f, MathF.ScaleB(1, -133)], values);
    }

    [Fact]
    public void ConversionsOfLongTensorsLoseNothing()
    {
        const int Count = 5001;
        byte[] data = new byte[Count * 8];
        for (int index = 0; index < Count; index++) BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(index * 8), index * 0.25);
        using SafetensorsFile file = SafetensorsFile.Read(SafetensorsSamples.Build("""{"d":{"dtype":"F64","shape":[5001],"data_offsets":[0,40008]}}""", data));
        float[] values = new float[Count];
        file.Read("d", values);
        Assert.Equal(Enumerable.Range(0, Count).Select(static index => index * 0.25f), values);
    }

    /// <summary>The names of the format's description, with the bits of an element.</summary>
    [Theory]
    [InlineData("BOOL", SafetensorsType.Bool, 8)]
    [InlineData("F4", SafetensorsType.F4, 4)]
    [InlineData("F6_E2M3", SafetensorsType.F6E2M3, 6)]
    [InlineData("F6_E3M2", SafetensorsType.F6E3M2, 6)]
    [InlineData("U8", SafetensorsType.U8, 8)]
    [InlineData("I8", SafetensorsType.I8, 8)]
    [InlineData("F8_E5M2", SafetensorsType.F8E5M2, 8)]
    [InlineData("F8_E4M3", SafetensorsType.F8E4M3, 8)]
    [InlineData("F8_E8M0", SafetensorsType.F8E8M0, 8)]
    [InlineData("I16", SafetensorsType.I16, 16)]
    [InlineData("U16", SafetensorsType.U16, 16)]
    [InlineData("F16", SafetensorsType.F16, 16)]
    [InlineData("BF16", SafetensorsType.BF16, 16)]
    [InlineData("I32", SafetensorsType.I32, 32)]
    [InlineData("U32", SafetensorsType.U32, 32)]
    [InlineData("F32", SafetensorsType.F32, 32)]
    [InlineData("C64", SafetensorsType.C64, 64)]
    [InlineData("F64", SafetensorsType.F64, 64)]
    [InlineData("I64", SafetensorsType.I64, 64)]
    [InlineData("U64", SafetensorsType.U64, 64)]
    public void EveryElementTypeHasItsNameAndSize(string name, SafetensorsType type, int bits)
    {
        string header = string.Create(CultureInfo.InvariantCulture, $$$"""{"w":{"dtype":"{{{name}}}","shape":[4],"data_offsets":[0,{{{bits / 2}}}]}}""");
        using SafetensorsFile file = SafetensorsFile.Read(SafetensorsSamples.Build(header, new byte[bits / 2]));
        SafetensorsTensor tensor = Assert.Single(file.Tensors);
        Assert.Equal((type, 4, bits / 2), (tensor.Type, tensor.Count, (int)(tensor.End - tensor.Begin)));
        if (tensor.IsReadableAsFloat) return;
        string message = Assert.Throws<NetworkFileException>(() => file.Read("w", new float[4])).Message;
        Assert.StartsWith($"The elements of tensor 'w' are {name}; ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void PartsOfTensorsAreRead()
    {
        byte[] data = new byte[4 * 8];
        for (int i = 0; i < 4; i++) BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(i * 8), i + 0.5);
        using SafetensorsFile file = SafetensorsFile.Read(SafetensorsSamples.Build(
            """{"b":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"d":{"dtype":"F64","shape":[4],"data_offsets":[8,40]}}""",
            [0, 1, 2, 3, 4, 5, 6, 7, .. data]));
        float[] values = new float[2];
        file.Read(file.Tensors[1], 1, values);
        Assert.Equal([1.5f, 2.5f], values);
        byte[] bytes = new byte[3];
        file.ReadBytes(file.Tensors[0], 4, bytes);
        Assert.Equal([4, 5, 6], bytes);
        file.ReadBytes(file.Tensors[1], 16, data.AsSpan(0, 8));
        Assert.Equal(2.5, BinaryPrimitives.ReadDoubleLittleEndian(data));
    }

    /// <summary>Data begin at a multiple of eight bytes, and no more spaces are before it than are needed.</summary>
    [Fact]
    public void TheHeaderIsPaddedToEightBytes()
    {
        for (int size = 1; size <= 8; size++)
        {
            using var stream = new MemoryStream();
            string name = new('n', size);
            SafetensorsWriter.Write(stream, [new SafetensorsEntry(name, [1], new[] { 1f })]);
            string json = $$$"""{"{{{name}}}":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""";
            string padded = json.PadRight((json.Length + 7) / 8 * 8);
            Assert.Equal(SafetensorsSamples.Build(padded, 0, 0, 0x80, 0x3F), stream.ToArray());
        }
    }

    /// <summary>As others write them, who read escapes as well.</summary>
    [Fact]
    public void NamesAreWrittenAsTheyAre()
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, [new SafetensorsEntry("\u5c64<+>'&", [0], Array.Empty<float>())], Metadata(("\u00e4", "\u5c64")));
        string file = System.Text.Encoding.UTF8.GetString(stream.ToArray());
        Assert.Contains("{\"__metadata__\":{\"\u00e4\":\"\u5c64\"},\"\u5c64<+>'&\":{", file, StringComparison.Ordinal);
    }

    [Fact]
    public void SameContentGivesSameBytes()
    {
        static byte[] Write(params (string, string)[] metadata)
        {
            using var stream = new MemoryStream();
            SafetensorsWriter.Write(stream, [new SafetensorsEntry("w", [1], new[] { 1f })], Metadata(metadata), checksum: true);
            return stream.ToArray();
        }

        Assert.Equal(Write(("a", "1"), ("b", "2")), Write(("b", "2"), ("a", "1")));
    }

    [Fact]
    public void ComputedTensorsAreWritten()
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, [new SafetensorsEntry("big", [300], static span => span.Fill(2)), new SafetensorsEntry("small", [2], static span => span.Fill(3))], checksum: true);
        using SafetensorsFile file = SafetensorsFile.Read(stream.ToArray());
        file.VerifyChecksum();
        float[] small = new float[2];
        file.Read("small", small);
        Assert.Equal([3f, 3f], small);
    }

    [Fact]
    public void ChecksumFindsEveryFlippedBit()
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, [new SafetensorsEntry("w", [3], new[] { 1f, 2f, 3f })], Metadata(("step", "12")), checksum: true);
        byte[] bytes = stream.ToArray();
        SafetensorsFile.Read(bytes).VerifyChecksum();
        SafetensorsFile.Read(new ShortReadStream(bytes)).VerifyChecksum();
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] flipped = (byte[])bytes.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<NetworkFileException>(() => SafetensorsFile.Read(flipped).VerifyChecksum());
        }
    }

    /// <summary>Files are read in pieces: the checksum's own digits are passed over in whichever of them they stand, and in two at once.</summary>
    [Fact]
    public void TheChecksumMayStandAnywhere()
    {
        const int Piece = 1 << 16;
        SafetensorsEntry tensor = new("w", [50_000], static values => values.Fill(1.5f));
        bool[] found = new bool[3];
        for (int size = Piece - 120; size < Piece; size += 3)
        {
            using var stream = new MemoryStream();
            SafetensorsWriter.Write(stream, [tensor], Metadata(("a", new string('x', size))), checksum: true);
            byte[] bytes = stream.ToArray();
            using SafetensorsFile file = SafetensorsFile.Read(bytes);
            file.VerifyChecksum();
            int place = bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(file.Metadata[SafetensorsFile.ChecksumKey]));
            found[place + SafetensorsFile.ChecksumDigits <= Piece ? 0 : place < Piece ? 1 : 2] = true;
            bytes[^1] ^= 1;
            NetworkFileException exception = Assert.Throws<NetworkFileException>(() => SafetensorsFile.Read(bytes).VerifyChecksum());
            Assert.Equal((NetworkFileError.ChecksumMismatch, place), (exception.Error, exception.Offset));
        }

        Assert.Equal([true, true, true], found);
    }

    /// <summary>The checksum stands before the values and is computed in a pass of its own: values that change between the two would make a file that nobody can read.</summary>
    [Fact]
    public void ValuesThatChangeWhileTheyAreWrittenAreFound()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.Combine("w.safetensors");
        SafetensorsWriter.Write(path, [new SafetensorsEntry("w", [3], new[] { 1f, 2f, 3f })], checksum: true);
        byte[] before = File.ReadAllBytes(path);
        int pass = 0;
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => SafetensorsWriter.Write(path, [new SafetensorsEntry("w", [3], values => values.Fill(pass++))], checksum: true));
        Assert.Contains("changed while they were written", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal(["w.safetensors"], directory.Names);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcde")]
    [InlineData("0123456789abcdef0")]
    [InlineData("\\u0030123456789abcdef")] // the right length, but not in plain digits
    public void AChecksumOfAnotherLengthIsAMismatch(string text)
    {
        using SafetensorsFile file = SafetensorsFile.Read(SafetensorsSamples.Build($$$"""{"__metadata__":{"{{{SafetensorsFile.ChecksumKey}}}":"{{{text}}}"}}"""));
        Assert.True(file.HasChecksum);
        NetworkFileException exception = Assert.Throws<NetworkFileException>(file.VerifyChecksum);
        Assert.Equal((NetworkFileError.ChecksumMismatch, 8), (exception.Error, exception.Offset));
        Assert.StartsWith("The file is damaged: its checksum is not of 16 digits", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingChecksumIsReported() =>
        Assert.Equal(NetworkFileError.Missing, Assert.Throws<NetworkFileException>(() => SafetensorsFile.Read(SafetensorsSamples.HandMade).VerifyChecksum()).Error);

    [Fact]
    public void WriterRefusesWhatNoReaderWouldTake()
    {
        static string Refusal(IReadOnlyList<SafetensorsEntry> tensors, IReadOnlyDictionary<string, string>? metadata = null, SafetensorsLimits? limits = null)
        {
            using var stream = new MemoryStream();
            string message = Assert.ThrowsAny<ArgumentException>(() => SafetensorsWriter.Write(stream, tensors, metadata, checksum: true, limits)).Message;
            Assert.Equal(0, stream.Length);
            return message;
        }

        SafetensorsEntry one = new("w", [1], new[] { 1f });
        Assert.Contains("name stands twice", Refusal([one, one]), StringComparison.Ordinal);
        Assert.Contains("reserved", Refusal([new SafetensorsEntry("__metadata__", [1], new[] { 1f })]), StringComparison.Ordinal);
        Assert.Contains("reserved", Refusal([one], Metadata((SafetensorsFile.ChecksumKey, ""))), StringComparison.Ordinal);
        Assert.Contains("Unicode", Refusal([new SafetensorsEntry("\ud800", [1], new[] { 1f })]), StringComparison.Ordinal);
        Assert.Contains("Unicode", Refusal([one], Metadata(("k", "\udfff"))), StringComparison.Ordinal);
        Assert.Contains("more tensors", Refusal([one, new SafetensorsEntry("v", [1], new[] { 1f })], limits: new SafetensorsLimits { MaxTensors = 1 }), StringComparison.Ordinal);
        Assert.Contains("header is longer", Refusal([one], limits: new SafetensorsLimits { MaxHeaderBytes = 40 }), StringComparison.Ordinal);
        Assert.Contains("2 elements, but 3 values", Assert.Throws<ArgumentException>(() => new SafetensorsEntry("w", [2], new[] { 1f, 2f, 3f })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SafetensorsEntry("w", [-1], new float[1]));
        Assert.Throws<ArgumentException>(() => new SafetensorsEntry("w", [int.MaxValue, int.MaxValue, int.MaxValue], new float[1]));
        Assert.Equal(Array.MaxLength, new SafetensorsEntry("w", [Array.MaxLength], static _ => { }).Count);
        Assert.Throws<ArgumentException>("shape", () => new SafetensorsEntry("w", [1 << 16, 1 << 15], static _ => { }));
        Assert.Throws<ArgumentNullException>("name", () => new SafetensorsEntry(null!, [1], static _ => { }));
        Assert.Throws<ArgumentNullException>("source", () => new SafetensorsEntry("w", [1], (TensorSource)null!));
        Assert.Throws<ArgumentNullException>("stream", () => SafetensorsWriter.Write((Stream)null!, [one]));
        Assert.Throws<ArgumentNullException>("tensors", () => SafetensorsWriter.Write(Stream.Null, null!));
        Assert.Throws<ArgumentNullException>("stream", () => SafetensorsFile.Read((Stream)null!));
    }

    [Fact]
    public void RequestsThatDoNotFitAreRefused()
    {
        using SafetensorsFile file = SafetensorsFile.Read(SafetensorsSamples.HandMade);
        Assert.Equal(NetworkFileError.Missing, Assert.Throws<NetworkFileException>(() => file.Read("v", new float[4])).Error);
        Assert.Equal(NetworkFileError.UnsupportedElementType, Assert.Throws<NetworkFileException>(() => file.Read("n", new float[1])).Error);
        Assert.Equal(NetworkFileError.ShapeMismatch, Assert.Throws<NetworkFileException>(() => file.Read("w", new float[3])).Error);
        Assert.Equal(NetworkFileError.ShapeMismatch, Assert.Throws<NetworkFileException>(() => file.ReadBytes("w", new byte[15])).Error);
        NetworkFileException shape = Assert.Throws<NetworkFileException>(() => file.Read("w", [4, 1], new float[4]));
        Assert.Equal(NetworkFileError.ShapeMismatch, shape.Error);
        Assert.Contains("has the shape [2, 2] where [4, 1] is expected", shape.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Metadata(params (string Key, string Value)[] entries) => entries.ToDictionary(static entry => entry.Key, static entry => entry.Value, StringComparer.Ordinal);
}
