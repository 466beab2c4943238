using System.Globalization;
using System.Text;
using NetGen.Files;
using Xunit;

namespace NetGen.Tests.Files;

public sealed class SafetensorsErrorTests
{
    private const string Tensor = """{"dtype":"F32","shape":[1],"data_offsets":[0,4]}""";

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", null)]
    [InlineData("""{"w":{"data_offsets":[0,4],"shape":[1],"dtype":"F32"}}""", null)]
    [InlineData("{ \"w\" :\t{\"dtype\":\"F32\",\n\"shape\":[ 1 ],\"data_offsets\":[0,4]} }\r\n  ", null)]
    [InlineData("""{"b":{"dtype":"U8","shape":[3],"data_offsets":[1,4]},"a":{"dtype":"BOOL","shape":[],"data_offsets":[0,1]},"e":{"dtype":"F64","shape":[0,5],"data_offsets":[1,1]}}""", null)]
    [InlineData("""{"q":{"dtype":"F4","shape":[2],"data_offsets":[0,1]},"r":{"dtype":"F6_E2M3","shape":[4],"data_offsets":[1,4]}}""", null)]
    [InlineData("""{"w\u0041":{"\u0064type":"F32","shape":[1],"data_offsets":[0,4]},"__metadata__":{}}""", null)]
    [InlineData("", NetworkFileError.InvalidHeader)]
    [InlineData("[]", NetworkFileError.InvalidHeader)]
    [InlineData("""  {"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}{}""", NetworkFileError.InvalidHeader)]
    [InlineData("{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}\0", NetworkFileError.InvalidHeader)]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{/**/"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{"w":[]}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{"w":null}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{"w":{}}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{"w":{"dtype":"F32","shape":[1]}}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{"w":{"dtype":"F32","data_offsets":[0,4]}}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{"w":{"shape":[1],"data_offsets":[0,4]}}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"extra":1}}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{"w":{"dtype":7,"shape":[1],"data_offsets":[0,4]}}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{"w":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4]}}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[]}}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{"w\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{"__metadata__":[],"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{"__metadata__":{"k":1},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{"__metadata__":{"k":{"l":"m"}},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{"w":{"dtype":"F32","shape":[[[[1]]]],"data_offsets":[0,4]}}""", NetworkFileError.InvalidNumber)]
    [InlineData("""{"w":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", NetworkFileError.InvalidNumber)]
    [InlineData("""{"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", NetworkFileError.InvalidNumber)]
    [InlineData("""{"w":{"dtype":"F32","shape":[-0],"data_offsets":[0,0]}}""", NetworkFileError.InvalidNumber)]
    [InlineData("""{"w":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}""", NetworkFileError.InvalidNumber)]
    [InlineData("""{"w":{"dtype":"F32","shape":[1e0],"data_offsets":[0,4]}}""", NetworkFileError.InvalidNumber)]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4E0]}}""", NetworkFileError.InvalidNumber)]
    [InlineData("""{"w":{"dtype":"F32","shape":[01],"data_offsets":[0,4]}}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{"w":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,4]}}""", NetworkFileError.Overflow)]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,18446744073709551620]}}""", NetworkFileError.Overflow)]
    [InlineData("""{"w":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}""", NetworkFileError.Overflow)]
    [InlineData("""{"w":{"dtype":"F32","shape":[2305843009213693953],"data_offsets":[0,4]}}""", NetworkFileError.Overflow)]
    [InlineData("""{"w":{"dtype":"U8","shape":[0],"data_offsets":[9223372036854775807,9223372036854775807]}}""", NetworkFileError.Overflow)]
    [InlineData("""{"w":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}""", NetworkFileError.UnknownElementType)]
    [InlineData("""{"w":{"dtype":"f32","shape":[1],"data_offsets":[0,4]}}""", NetworkFileError.UnknownElementType)]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", NetworkFileError.SizeMismatch)]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", NetworkFileError.SizeMismatch)]
    [InlineData("""{"w":{"dtype":"F4","shape":[7],"data_offsets":[0,3]},"v":{"dtype":"U8","shape":[1],"data_offsets":[3,4]}}""", NetworkFileError.SizeMismatch)]
    [InlineData("""{"w":{"dtype":"U8","shape":[3],"data_offsets":[1,4]}}""", NetworkFileError.HoleOrOverlap)]
    [InlineData("""{"w":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"v":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", NetworkFileError.HoleOrOverlap)]
    [InlineData("""{"w":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"v":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", NetworkFileError.HoleOrOverlap)]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"v":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", NetworkFileError.HoleOrOverlap)]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}""", NetworkFileError.Duplicate)]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"\u0077":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}""", NetworkFileError.Duplicate)]
    [InlineData("""{"w":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", NetworkFileError.Duplicate)]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"sh\u0061pe":[1],"data_offsets":[0,4]}}""", NetworkFileError.Duplicate)]
    [InlineData("""{"w":{"dtype":"F32","shape":[],"shape":[],"data_offsets":[0,4]}}""", NetworkFileError.Duplicate)]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"data_offsets":[0,4]}}""", NetworkFileError.Duplicate)]
    [InlineData("""{"__metadata__":{},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"__metadat\u0061__":{}}""", NetworkFileError.Duplicate)]
    [InlineData("""{"__metadata__":{"k":"1","\u006b":"2"},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", NetworkFileError.Duplicate)]
    [InlineData("""{"w":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", NetworkFileError.LimitExceeded)]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]}}""", NetworkFileError.InvalidHeader)]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", NetworkFileError.Truncated)]
    [InlineData("""{"w":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}""", NetworkFileError.TrailingData)]
    [InlineData("{}", NetworkFileError.TrailingData)]
    public void HeadersWithFourBytesOfData(string header, NetworkFileError? expected)
    {
        using var directory = new TemporaryDirectory();
        Assert.Equal(expected, SafetensorsSamples.ReadEverywhere(SafetensorsSamples.Build(header, 1, 2, 3, 4), directory: directory));
    }

    /// <summary>Whoever writes such files has to find what to mend: the place is that of the last thing read.</summary>
    [Theory]
    [InlineData("[]", 0, "The file is damaged or no safetensors file: its header does not begin with '{'")]
    [InlineData("""{"w":1}""", 5, "The header has another kind of value than the format asks for")]
    [InlineData("""{"w":{"dtype":"F32","extra":"shape"}}""", 20, "A tensor has an unknown field")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1]}}""", 31, "A tensor lacks its dtype, shape or data_offsets")]
    [InlineData("""{"w":{"dtype":"F32","dtype":"F32"}}""", 20, "A tensor has a field twice")]
    [InlineData("""{"w":{"dtype":"F31"}}""", 14, "A tensor's element type is not one of the format")]
    [InlineData("""{"w":{"shape":["1"]}}""", 15, "A size or offset is not a number")]
    [InlineData("""{"w":{"shape":[1e0]}}""", 15, "A size or offset is not a plain, non-negative whole number")]
    [InlineData("""{"w":{"shape":[9223372036854775808]}}""", 15, "A size or offset does not fit into 64 bits")]
    [InlineData("""{"w":{"data_offsets":[4]}}""", 23, "A tensor's data_offsets are not two numbers")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 52, "A tensor's extent is not its shape times its element size")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}""", 72, "A tensor's size does not fit into 64 bits")]
    [InlineData("""{"__metadata__":{"k":"1","k":"2"}}""", 29, "A metadata key stands twice")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", 19, "The header has its metadata twice")]
    public void WhatIsWrongIsToldWithItsPlace(string header, int place, string message)
    {
        NetworkFileException exception = Assert.Throws<NetworkFileException>(() => SafetensorsFile.Read(SafetensorsSamples.Build(header, 1, 2, 3, 4)));
        Assert.Equal(8 + place, exception.Offset);
        Assert.StartsWith(message + " (", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HolesAreToldWithTheirPlace()
    {
        const string Header = """{"w":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"v":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""";
        NetworkFileException exception = Assert.Throws<NetworkFileException>(() => SafetensorsFile.Read(SafetensorsSamples.Build(Header, 1, 2, 3, 4)));
        Assert.StartsWith("The tensors overlap or leave bytes between them unused (", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EmptyFileOfNoTensorsIsValid()
    {
        Assert.Null(SafetensorsSamples.ReadEverywhere(SafetensorsSamples.Build("{}")));
        Assert.Null(SafetensorsSamples.ReadEverywhere(SafetensorsSamples.Build("""{"__metadata__":{}}""")));
    }

    [Fact]
    public void HeaderMustBeUtf8()
    {
        byte[] header = Encoding.Latin1.GetBytes("{\"w\u00e4\":" + Tensor + "}");
        byte[] file = SafetensorsSamples.Build(header, 1, 2, 3, 4);
        Assert.Equal(NetworkFileError.InvalidHeader, SafetensorsSamples.ReadEverywhere(file));
        string message = Assert.Throws<NetworkFileException>(() => SafetensorsFile.Read(file)).Message;
        Assert.StartsWith("The file is damaged: its header is not UTF-8", message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryTruncationIsFound()
    {
        using var directory = new TemporaryDirectory();
        byte[] whole = SafetensorsSamples.HandMade;
        Assert.Null(SafetensorsSamples.ReadEverywhere(whole, directory: directory));
        for (int length = 0; length < whole.Length; length++) Assert.Equal(NetworkFileError.Truncated, SafetensorsSamples.ReadEverywhere(whole[..length], directory: directory));
        Assert.Equal(NetworkFileError.TrailingData, SafetensorsSamples.ReadEverywhere([.. whole, 0], directory: directory));
    }

    [Theory]
    [InlineData((1UL << 20) + 1, NetworkFileError.LimitExceeded)]
    [InlineData(100_000_000, NetworkFileError.LimitExceeded)]
    [InlineData(100_000_001, NetworkFileError.InvalidMagic)] // the format has no such files
    [InlineData(1UL << 31, NetworkFileError.InvalidMagic)]
    [InlineData(1UL << 62, NetworkFileError.InvalidMagic)]
    [InlineData(1UL << 63, NetworkFileError.InvalidMagic)]
    [InlineData(ulong.MaxValue, NetworkFileError.InvalidMagic)]
    public void HeaderLengthIsLimited(ulong length, NetworkFileError error)
    {
        using var directory = new TemporaryDirectory();
        byte[] bytes = [.. BitConverter.GetBytes(length), (byte)'{', (byte)'}'];
        Assert.Equal(error, SafetensorsSamples.ReadEverywhere(bytes, directory: directory));
    }

    /// <summary>The largest limits and lengths, whose sums do not fit into 32 bits.</summary>
    [Theory]
    [InlineData(int.MaxValue - 72, NetworkFileError.Truncated)] // with the eight bytes before it, as long as an array can be
    [InlineData(int.MaxValue - 63, NetworkFileError.LimitExceeded)]
    [InlineData(int.MaxValue - 8, NetworkFileError.LimitExceeded)]
    [InlineData(int.MaxValue, NetworkFileError.LimitExceeded)]
    public void NoLimitIsTooLarge(ulong length, NetworkFileError error)
    {
        using var directory = new TemporaryDirectory();
        var limits = new SafetensorsLimits { MaxHeaderBytes = int.MaxValue, MaxMetadata = int.MaxValue, MaxRank = int.MaxValue, MaxTensors = int.MaxValue, MaxTextBytes = int.MaxValue };
        Assert.Equal(error, SafetensorsSamples.ReadEverywhere([.. BitConverter.GetBytes(length), (byte)'{', (byte)'}'], limits, directory));
        Assert.Null(SafetensorsSamples.ReadEverywhere(SafetensorsSamples.HandMade, limits, directory));
        Assert.Equal(
            NetworkFileError.Truncated,
            SafetensorsSamples.ReadEverywhere(SafetensorsSamples.Build("""{"w":{"dtype":"U8","shape":[1,1,1,1,1,1,1,1,1,1,1,1],"data_offsets":[0,1]}}"""), limits, directory));
    }

    [Fact]
    public void NegativeLimitsAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("MaxHeaderBytes", () => new SafetensorsLimits { MaxHeaderBytes = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("MaxTensors", () => new SafetensorsLimits { MaxTensors = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("MaxRank", () => new SafetensorsLimits { MaxRank = int.MinValue });
        Assert.Throws<ArgumentOutOfRangeException>("MaxTextBytes", () => new SafetensorsLimits { MaxTextBytes = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("MaxMetadata", () => new SafetensorsLimits { MaxMetadata = -1 });
    }

    /// <summary>Sizes that no memory holds end like all others, wherever they stand and whatever the source.</summary>
    [Theory]
    [InlineData("""{"w":{"dtype":"U8","shape":[4611686018427387904],"data_offsets":[0,4611686018427387904]}}""", NetworkFileError.Truncated)]
    [InlineData("""{"w":{"dtype":"U8","shape":[9223372036854775807],"data_offsets":[0,9223372036854775807]}}""", NetworkFileError.Overflow)]
    [InlineData("""{"w":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,4611686018427387904]}}""", NetworkFileError.Overflow)]
    [InlineData("""{"w":{"dtype":"F4","shape":[1152921504606846976],"data_offsets":[0,576460752303423488]}}""", NetworkFileError.Truncated)]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4611686018427387904,4611686018427387908]}}""", NetworkFileError.HoleOrOverlap)]
    [InlineData("""{"w":{"dtype":"U8","shape":[2147483647],"data_offsets":[0,2147483647]}}""", NetworkFileError.Truncated)]
    [InlineData("""{"w":{"dtype":"U8","shape":[2147483648],"data_offsets":[0,2147483648]}}""", NetworkFileError.Truncated)]
    public void EveryDeclaredSizeIsTakenTheSameFromEverySource(string header, NetworkFileError error)
    {
        using var directory = new TemporaryDirectory();
        Assert.Equal(error, SafetensorsSamples.ReadEverywhere(SafetensorsSamples.Build(header, 1, 2, 3, 4), directory: directory));
    }

    [Fact]
    public void LimitsAreKept()
    {
        static byte[] Tensors(int count) => SafetensorsSamples.Build("{" + string.Join(',', Enumerable.Range(0, count).Select(static index => string.Create(CultureInfo.InvariantCulture, $"\"{index}\":") + """{"dtype":"U8","shape":[0],"data_offsets":[0,0]}""")) + "}");
        static byte[] Metadata(int count, string value) => SafetensorsSamples.Build("""{"__metadata__":{""" + string.Join(',', Enumerable.Range(0, count).Select(index => string.Create(CultureInfo.InvariantCulture, $"\"{index}\":\"{value}\""))) + "}}");

        Assert.Null(SafetensorsSamples.ReadEverywhere(Tensors(4096)));
        Assert.Equal(NetworkFileError.LimitExceeded, SafetensorsSamples.ReadEverywhere(Tensors(4097)));
        Assert.Null(SafetensorsSamples.ReadEverywhere(Tensors(4097), new SafetensorsLimits { MaxTensors = 4097 }));
        Assert.Null(SafetensorsSamples.ReadEverywhere(Metadata(1024, "")));
        Assert.Equal(NetworkFileError.LimitExceeded, SafetensorsSamples.ReadEverywhere(Metadata(1025, "")));
        Assert.Null(SafetensorsSamples.ReadEverywhere(Metadata(1, new string('x', (1 << 18) - 1))));
        Assert.Equal(NetworkFileError.LimitExceeded, SafetensorsSamples.ReadEverywhere(Metadata(1, new string('x', 1 << 18))));
    }

    [Fact]
    public void LimitsAreKeptWhereverAFileComesFrom()
    {
        using var directory = new TemporaryDirectory();
        int header = SafetensorsSamples.HandMade.Length - 8 - 24;
        Assert.Null(SafetensorsSamples.ReadEverywhere(SafetensorsSamples.HandMade, new SafetensorsLimits { MaxHeaderBytes = header }, directory));
        SafetensorsLimits less = new() { MaxHeaderBytes = header - 1 };
        Assert.Equal(NetworkFileError.LimitExceeded, SafetensorsSamples.ReadEverywhere(SafetensorsSamples.HandMade, less, directory));
    }

    /// <summary>Whoever waits for a file to be repaired may replace it.</summary>
    [Fact]
    public void ARefusedFileIsNotHeldOpen()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var directory = new TemporaryDirectory();
        string path = directory.Combine("w.safetensors");
        File.WriteAllBytes(path, SafetensorsSamples.HandMade[..^1]);
        Assert.Throws<NetworkFileException>(() => SafetensorsFile.Open(path));
        Assert.DoesNotContain(Directory.GetFileSystemEntries("/proc/self/fd"), descriptor => new FileInfo(descriptor).LinkTarget == path);
    }

    [Fact]
    public void MessagesNeverRepeatTheFile()
    {
        string[] headers =
        [
            """{"SECRET":{"dtype":"SECRET","shape":[1],"data_offsets":[0,4]}}""",
            """{"SECRET":{"SECRET":1}}""",
            """{"SECRET":SECRET}""",
            """{"SECRET":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"SECRET":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}""",
            """{"__metadata__":{"SECRET":"SECRET","SECRET":"SECRET"}}""",
        ];
        foreach (string header in headers)
        {
            NetworkFileException exception = Assert.Throws<NetworkFileException>(() => SafetensorsFile.Read(SafetensorsSamples.Build(header)));
            Assert.DoesNotContain("SECRET", exception.ToString(), StringComparison.Ordinal);
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"({exception.Error} at byte {exception.Offset})"), exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TroubleOfTheFileSystemIsNotAMalformedFile()
    {
        using var directory = new TemporaryDirectory();
        Assert.Throws<FileNotFoundException>(() => SafetensorsFile.Open(directory.Combine("missing.safetensors")));
        Assert.Throws<DirectoryNotFoundException>(() => SafetensorsFile.Open(Path.Combine(directory.Root, "missing", "w.safetensors")));
        Assert.Throws<ArgumentException>("path", () => SafetensorsFile.Open(""));
        Assert.Contains($"'{directory.Root}' is a folder", Assert.Throws<IOException>(() => SafetensorsFile.Open(directory.Root)).Message, StringComparison.Ordinal);
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess) return;
        string path = directory.Combine("secret");
        File.WriteAllBytes(path, SafetensorsSamples.HandMade);
        File.SetUnixFileMode(path, UnixFileMode.None);
        Assert.Contains($"'{path}' may not be read", Assert.Throws<IOException>(() => SafetensorsFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatShrinksWhileItIsOpenIsTruncated()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.Combine("w.safetensors");
        File.WriteAllBytes(path, SafetensorsSamples.HandMade);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) stream.SetLength(SafetensorsSamples.HandMade.Length - 9);
        Assert.Equal(NetworkFileError.Truncated, Assert.Throws<NetworkFileException>(() => file.Read("w", new float[4])).Error);
    }

    /// <summary>What people have where they want safetensors.</summary>
    [Theory]
    [InlineData("PK\u0003\u0004\u0000\u0000\u0008\u0008", "it is a ZIP archive, as PyTorch's torch.save writes it")]
    [InlineData("\u0080\u0002\u008a\u000al\u00fc\u009cF", "it is a Python pickle")]
    [InlineData("\u0080\u0004\u0095\u0000\u0000\u0000\u0000\u0080", "it is a Python pickle (InvalidMagic at byte 0)")]
    [InlineData("\u0089HDF\r\n\u001a\n", "it is an HDF5 file, as Keras writes it")]
    [InlineData("\u0093NUMPY\u0001\u0080", "it is a NumPy array")]
    [InlineData("GGUF\u0003\u0000\u0000\u0080", "it is a GGUF file")]
    [InlineData("\u001f\u008b\u0008\u0000\u0000\u0000\u0000\u0080", "it is a gzip file")]
    [InlineData("\u0089PNG\r\n\u001a\n", "it is a PNG image")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:", "git lfs pull")]
    [InlineData("<!DOCTYPE html><html>", "a web page")]
    [InlineData("<html><head>", "a web page")]
    [InlineData("{\"a\": [1, 2, 3]}", "a JSON text")]
    [InlineData("conv1.weight,0.1,0.2", "The file is no safetensors file (InvalidMagic at byte 0)")]
    public void AFileOfAnotherKindIsCalledThat(string content, string expected)
    {
        using var directory = new TemporaryDirectory();
        string path = directory.Combine("model.pt");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(content));
        NetworkFileException exception = Assert.Throws<NetworkFileException>(() => SafetensorsFile.Open(path));
        Assert.Equal((NetworkFileError.InvalidMagic, 0, path), (exception.Error, exception.Offset, exception.Path));
        Assert.StartsWith($"'{path}': The file is no safetensors file", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MessagesNameTheFileAlsoWhenItIsOpen()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.Combine("w.safetensors");
        File.WriteAllBytes(path, SafetensorsSamples.HandMade);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Action[] requests = [() => file.Read("v", new float[4]), () => file.Read("w", new float[3]), () => file.Read("w", [4], new float[4]), () => file.Read("n", new float[1]), () => file.ReadBytes("w", new byte[3]), file.VerifyChecksum];
        Assert.All(requests, request => Assert.Equal(path, Assert.Throws<NetworkFileException>(request).Path));
        File.WriteAllBytes(path + "2", SafetensorsSamples.HandMade[..^1]);
        Assert.Equal(path + "2", Assert.Throws<NetworkFileException>(() => SafetensorsFile.Open(path + "2")).Path);
        Assert.Null(Assert.Throws<NetworkFileException>(() => SafetensorsFile.Read(SafetensorsSamples.HandMade.AsMemory()[..^1])).Path);

        // What was not read by a name has none in its messages.
        using SafetensorsFile unnamed = SafetensorsFile.Read(SafetensorsSamples.HandMade);
        NetworkFileException missing = Assert.Throws<NetworkFileException>(() => unnamed.Read("v", new float[4]));
        Assert.Equal((null, "The file has no tensor 'v' (Missing at byte 8)"), (missing.Path, missing.Message));
    }
}
