using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NetGen.Files;
using Xunit;

namespace NetGen.Tests.Files;

/// <summary>Mutated files: the reader accepts or throws its one exception, within its memory, and what it accepts an independent reading confirms.</summary>
public sealed class SafetensorsFuzzTests
{
    /// <summary>Set it for a longer run than each test run can afford.</summary>
    private const string MutationsVariable = "NETGEN_FUZZ_MUTATIONS";

    private static readonly int Mutations = int.Parse(Environment.GetEnvironmentVariable(MutationsVariable) ?? "300000", CultureInfo.InvariantCulture);

    /// <summary>Fragments that are likely to reach past the first check.</summary>
    private static readonly byte[][] Fragments = [.. new[]
    {
        "\"F32\"", "\"I64\"", "\"F4\"", "\"dtype\":", "\"shape\":", "\"data_offsets\":", "\"__metadata__\":", "\"w\":", "\"n\":", "{", "}", "[", "]", ",", ":", "\"", "0", "1", "-1", "4",
        "8", "16", "24", "1e1", "1.5", "9223372036854775807", "18446744073709551616", "null", "true", "\\u0077", "\\ud800", "\\", " ", "\n", "[0,16]", "[16,24]", "[0,0]",
        ""","z":{"dtype":"U8","shape":[0],"data_offsets":[24,24]}""", ""","w":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}""",
    }.Select(static text => Encoding.UTF8.GetBytes(text))];

    private static readonly byte[][] Seeds =
    [
        SafetensorsSamples.HandMade,
        SafetensorsSamples.Build("""{"w":{"dtype":"F16","shape":[2],"data_offsets":[4,8]},"n":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"e":{"dtype":"F64","shape":[0],"data_offsets":[8,8]}}""", 1, 2, 3, 4, 5, 6, 7, 8),
        SafetensorsSamples.Build("""{"__metadata__":{"a":"1","b\n":"\u00e4"}}"""),
    ];

    [Fact]
    public void MutationsNeverSurpriseTheReader()
    {
        var random = new SeededRandom(20240611);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int index = 0; index < Mutations; index++)
        {
            byte[] file = Mutate(random.Pick(Seeds), random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            string outcome = Read(file);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated <= (2 * file.Length) + (1 << 20), $"mutation {index}: {allocated} bytes for a file of {file.Length}");
            seen[outcome] = seen.GetValueOrDefault(outcome) + 1;
            if (outcome == "accepted") Confirm(file);
            if (index % 50 == 0) SafetensorsSamples.ReadEverywhere(file);
        }

        // A fuzzer that only ever reaches the first check would prove nothing.
        Assert.InRange(seen["accepted"], Mutations / 100, Mutations / 2);
        foreach (NetworkFileError error in new[]
        {
            NetworkFileError.Truncated, NetworkFileError.TrailingData, NetworkFileError.LimitExceeded, NetworkFileError.Overflow, NetworkFileError.InvalidHeader, NetworkFileError.InvalidNumber,
            NetworkFileError.Duplicate, NetworkFileError.UnknownElementType, NetworkFileError.SizeMismatch, NetworkFileError.HoleOrOverlap, NetworkFileError.InvalidMagic,
        })
        {
            Assert.True(seen.GetValueOrDefault(error.ToString()) >= 20, $"{error} was reached {seen.GetValueOrDefault(error.ToString())} times");
        }
    }

    [Fact]
    public void HostileHeadersStayWithinTheirMemory()
    {
        (string Name, byte[] File)[] files =
        [
            ("a length and nothing else", [.. BitConverter.GetBytes((1UL << 20) - 1), (byte)'{']),
            ("a terabyte of data declared", SafetensorsSamples.Build("""{"w":{"dtype":"U8","shape":[1099511627776],"data_offsets":[0,1099511627776]}}""", 1, 2, 3)),
            ("a gigabyte of data declared", SafetensorsSamples.Build("""{"w":{"dtype":"U8","shape":[1073741824],"data_offsets":[0,1073741824]}}""", 1, 2, 3)),
            ("many small tensors", Header(static index => string.Create(CultureInfo.InvariantCulture, $$"""{{index}}":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"""), 0)),
            ("many tensors of high rank", Header(static index => string.Create(CultureInfo.InvariantCulture, $$"""{{index}}":{"dtype":"U8","shape":[0,0,0,0,0,0,0,0],"data_offsets":[0,0]},"""), 0)),
            ("many long names", Header(static index => string.Create(CultureInfo.InvariantCulture, $$"""{{index}}{{new string('x', 50)}}":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"""), 0)),
            ("one long name", SafetensorsSamples.Build("{\"" + new string('x', 250_000) + "\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}" + new string(' ', 700_000))),
            ("one long escaped text", SafetensorsSamples.Build("""{"__metadata__":{"k":"\n""" + new string('x', 250_000) + "\"}}" + new string(' ', 700_000))),
            ("many metadata entries", SafetensorsSamples.Build("""{"__metadata__":{""" + string.Join(',', Enumerable.Range(0, 90_000).Select(static index => string.Create(CultureInfo.InvariantCulture, $"\"{index}\":\"\""))) + "}}")),
        ];
        foreach ((string name, byte[] file) in files)
        {
            foreach (Func<Stream?> open in new Func<Stream?>[] { static () => null, () => new MemoryStream(file), () => new ShortReadStream(file) })
            {
                Stream? stream = open();
                long before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    using SafetensorsFile read = stream is null ? SafetensorsFile.Read(file) : SafetensorsFile.Read(stream);
                }
                catch (NetworkFileException)
                {
                    // Refusing these is as right as reading them; the memory is what counts.
                }

                long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.True(allocated <= (2L * file.Length) + (1 << 20), $"{name}, {stream?.GetType().Name ?? "memory"}: {allocated} bytes for a file of {file.Length}");
            }
        }
    }

    /// <summary>As many entries as fit into a header of 1 MiB.</summary>
    private static byte[] Header(Func<int, string> entry, int start)
    {
        var header = new StringBuilder("{");
        for (int index = start; header.Length < (1 << 20) - 300; index++) header.Append('"').Append(entry(index));
        header.Length--;
        return SafetensorsSamples.Build(header.Append('}').ToString());
    }

    private static string Read(byte[] bytes)
    {
        try
        {
            using SafetensorsFile file = SafetensorsFile.Read(bytes);
            foreach (SafetensorsTensor tensor in file.Tensors)
            {
                if (tensor.IsReadableAsFloat) file.Read(tensor.Name, new float[tensor.Count]);
            }

            return "accepted";
        }
        catch (NetworkFileException exception)
        {
            Assert.InRange(exception.Offset, 0, bytes.Length);
            return exception.Error.ToString();
        }
    }

    /// <summary>Reads an accepted file again with a general JSON parser and compares.</summary>
    private static void Confirm(byte[] bytes)
    {
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        using JsonDocument json = JsonDocument.Parse(bytes.AsMemory(8, length), new JsonDocumentOptions { AllowDuplicateProperties = false });
        using SafetensorsFile file = SafetensorsFile.Read(bytes);
        byte[] covered = new byte[bytes.Length];
        int tensors = 0;
        foreach (JsonProperty property in json.RootElement.EnumerateObject())
        {
            if (property.Name == "__metadata__")
            {
                Assert.Equal(property.Value.EnumerateObject().ToDictionary(static entry => entry.Name, static entry => entry.Value.GetString()!, StringComparer.Ordinal), file.Metadata);
                continue;
            }

            tensors++;
            Assert.True(file.TryGetTensor(property.Name, out SafetensorsTensor? tensor));
            Assert.Equal(property.Value.GetProperty("shape").EnumerateArray().Select(static dimension => dimension.GetInt64()), tensor.Shape);
            long[] offsets = [.. property.Value.GetProperty("data_offsets").EnumerateArray().Select(static offset => offset.GetInt64())];
            Assert.Equal((8 + length + offsets[0], 8 + length + offsets[1]), (tensor.Begin, tensor.End));
            Assert.Equal(property.Value.GetProperty("dtype").GetString()!.Replace("_", "", StringComparison.Ordinal), tensor.Type.ToString(), ignoreCase: true);
            for (long position = tensor.Begin; position < tensor.End; position++) covered[position]++;
        }

        Assert.Equal(tensors, file.Tensors.Length);
        Assert.All(covered[(8 + length)..], static count => Assert.Equal(1, count));
    }

    private static byte[] Mutate(byte[] seed, SeededRandom random)
    {
        List<byte> file = [.. seed];
        for (int count = 1 + random.Next(3); count > 0 && file.Count > 8; count--)
        {
            int headerEnd = (int)Math.Clamp(BinaryPrimitives.ReadInt64LittleEndian([.. file[..8]]) + 8, 8, file.Count);
            int position = random.Next(file.Count);
            int inHeader = 8 + random.Next(Math.Max(1, headerEnd - 8));
            switch (random.Next(9))
            {
                case 0: file[position] ^= (byte)(1 << random.Next(8)); break;
                case 1: file[position] = random.NextByte(); break;
                case 2: file.RemoveRange(position, Math.Min(1 + random.Next(4), file.Count - position)); break;
                case 3: file.Insert(position, random.NextByte()); break;
                case 4: Splice(file, inHeader, Math.Min(random.Next(4), headerEnd - inHeader), random.Pick(Fragments)); break;
                case 5: Splice(file, inHeader, 0, random.Pick(Fragments)); break;
                case 6: ShiftExtent(file, inHeader, headerEnd, random); break;
                case 7: ReplaceNumber(file, inHeader, headerEnd, random); break;
                default: Splice(file, inHeader, 0, [.. file.Skip(8 + random.Next(headerEnd - 8)).Take(1 + random.Next(30))]); break;
            }
        }

        return [.. file];
    }

    /// <summary>Replaces header bytes and, so that the file is not merely cut in the wrong place, corrects the header's length.</summary>
    private static void Splice(List<byte> file, int position, int removed, byte[] inserted)
    {
        if (position > file.Count || position + removed > file.Count) return;
        file.RemoveRange(position, removed);
        file.InsertRange(position, inserted);
        Span<byte> length = [.. file[..8]];
        BinaryPrimitives.WriteInt64LittleEndian(length, BinaryPrimitives.ReadInt64LittleEndian(length) + inserted.Length - removed);
        for (int index = 0; index < 8; index++) file[index] = length[index];
    }

    /// <summary>Moves a tensor without changing its size.</summary>
    private static void ShiftExtent(List<byte> file, int position, int headerEnd, SeededRandom random)
    {
        string header = Encoding.Latin1.GetString([.. file[position..headerEnd]]);
        Match extent = Regex.Match(header, @"data_offsets"":\[(?<begin>\d{1,9}),(?<end>\d{1,9})\]", RegexOptions.ExplicitCapture);
        if (!extent.Success) return;
        int shift = random.Next(5);
        string shifted = string.Create(CultureInfo.InvariantCulture, $"data_offsets\":[{Parse(extent.Groups["begin"]) + shift},{Parse(extent.Groups["end"]) + shift}]");
        Splice(file, position + extent.Index, extent.Length, Encoding.Latin1.GetBytes(shifted));
        static int Parse(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);
    }

    private static void ReplaceNumber(List<byte> file, int position, int headerEnd, SeededRandom random)
    {
        while (position < headerEnd && !char.IsAsciiDigit((char)file[position])) position++;
        int end = position;
        while (end < headerEnd && char.IsAsciiDigit((char)file[end])) end++;
        string[] numbers = ["0", "1", "2", "3", "4", "8", "16", "17", "24", "-4", "4.0", "4e0", "4294967296", "9223372036854775807", "99999999999999999999"];
        if (end > position) Splice(file, position, end - position, Encoding.UTF8.GetBytes(random.Pick(numbers)));
    }
}
