using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

using NetGen.Runtime;

namespace NetGen.Files;

/// <summary>
/// Writes safetensors files of F32, BF16 and I8 tensors. The same content always gives the same bytes. What it writes, <see cref="SafetensorsFile"/>
/// reads with the same limits.
/// </summary>
public static class SafetensorsWriter
{
    /// <summary>The data begins at a multiple of this, as in the files of the format's own library.</summary>
    private const int Alignment = 8;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Writes a file under a temporary name in the same directory, forces it onto the device and renames it: after an error or a crash
    /// <paramref name="path"/> has its old content or the new, never a part.
    /// </summary>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="tensors">The tensors, in the order in which their data is stored.</param>
    /// <param name="metadata">Free texts for the header.</param>
    /// <param name="checksum">Whether to store an XXH64 of the file for <see cref="SafetensorsFile.VerifyChecksum"/>.</param>
    /// <param name="limits">What a reader will accept.</param>
    /// <exception cref="ArgumentException">A name stands twice, is reserved or is not Unicode, or a limit is exceeded. Nothing was written.</exception>
    /// <exception cref="InvalidOperationException">There is a checksum, and values changed while they were written. The old file is untouched.</exception>
    /// <exception cref="IOException">Writing failed (no such folder, no permission, no space, a folder, pipe or device of that name); the old file is untouched.</exception>
    public static void Write(string path, IReadOnlyList<SafetensorsEntry> tensors, IReadOnlyDictionary<string, string>? metadata = null, bool checksum = false, SafetensorsLimits? limits = null) =>
        Write(path, tensors, metadata, checksum, limits, FileOperations.Instance);

    /// <summary>Writes a file into a stream, from its position on. The stream is not flushed.</summary>
    /// <inheritdoc cref="Write(string, IReadOnlyList{SafetensorsEntry}, IReadOnlyDictionary{string, string}?, bool, SafetensorsLimits?)" path="/param|/exception[@cref='ArgumentException']|/exception[@cref='InvalidOperationException']"/>
    public static void Write(Stream stream, IReadOnlyList<SafetensorsEntry> tensors, IReadOnlyDictionary<string, string>? metadata = null, bool checksum = false, SafetensorsLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        WriteContent(stream, CreateHeader(tensors, metadata, checksum, limits), tensors);
    }

    internal static void Write(string path, IReadOnlyList<SafetensorsEntry> tensors, IReadOnlyDictionary<string, string>? metadata, bool checksum, SafetensorsLimits? limits, IFileOperations operations)
    {
        Header header = CreateHeader(tensors, metadata, checksum, limits);
        AtomicFile.Write(path, stream => WriteContent(stream, header, tensors), operations);
    }

    private static void WriteContent(Stream stream, Header header, IReadOnlyList<SafetensorsEntry> tensors)
    {
        stream.Write(header.Bytes);
        if (header.Checksum is null)
        {
            ForEachTensor(tensors, stream.Write);
            return;
        }

        // The checksum stands before the values, so they are asked for twice. Had they changed in between, nobody could read the file.
        string written = ComputeChecksum(header.Blank, tensors, stream.Write);
        if (!string.Equals(written, header.Checksum, StringComparison.Ordinal))
            throw new InvalidOperationException("The values changed while they were written: while a network is saved, nothing may train it or set its parameters.");
    }

    /// <summary>The file up to its data: length, JSON and padding, with the checksum filled in.</summary>
    private static Header CreateHeader(IReadOnlyList<SafetensorsEntry> tensors, IReadOnlyDictionary<string, string>? metadata, bool checksum, SafetensorsLimits? limits)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        byte[] json = CreateJson(tensors, SortedMetadata(metadata, checksum));
        int jsonLength = checked(json.Length + Alignment - 1) / Alignment * Alignment;
        byte[] blank = new byte[checked(SafetensorsHeader.LengthBytes + jsonLength)];
        BinaryPrimitives.WriteInt64LittleEndian(blank, jsonLength);
        json.CopyTo(blank, SafetensorsHeader.LengthBytes);
        blank.AsSpan(SafetensorsHeader.LengthBytes + json.Length).Fill((byte)' ');
        SafetensorsHeader.Content content = ParseBack(blank, limits ?? SafetensorsLimits.Default);
        if (!checksum) return new(blank, blank, Checksum: null);

        byte[] bytes = [.. blank];
        string digits = ComputeChecksum(blank, tensors, static _ => { });
        Encoding.ASCII.GetBytes(digits, bytes.AsSpan((int)content.ChecksumOffset));
        return new(bytes, blank, digits);
    }

    /// <summary>The reader's own rules decide what may be written.</summary>
    private static SafetensorsHeader.Content ParseBack(ReadOnlySpan<byte> header, SafetensorsLimits limits)
    {
        try
        {
            return SafetensorsHeader.Parse(header.Slice(SafetensorsHeader.LengthBytes, SafetensorsHeader.ReadLength(header, limits)), limits);
        }
        catch (NetworkFileException exception)
        {
            throw new ArgumentException("These tensors and metadata make no valid file: " + exception.Message, nameof(header), exception);
        }
    }

    private static SortedDictionary<string, string> SortedMetadata(IReadOnlyDictionary<string, string>? metadata, bool checksum)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string value) in metadata ?? new Dictionary<string, string>(StringComparer.Ordinal)) sorted.Add(key, value);
        if (checksum && !sorted.TryAdd(SafetensorsFile.ChecksumKey, new string('0', SafetensorsFile.ChecksumDigits)))
            throw new ArgumentException($"The metadata key '{SafetensorsFile.ChecksumKey}' is reserved.", nameof(metadata));
        return sorted;
    }

    private static byte[] CreateJson(IReadOnlyList<SafetensorsEntry> tensors, SortedDictionary<string, string> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        if (metadata.Count > 0)
        {
            writer.WriteStartObject(SafetensorsHeader.MetadataField);
            foreach ((string key, string value) in metadata) writer.WriteString(Unicode(key), Unicode(value));
            writer.WriteEndObject();
        }

        long end = 0;
        foreach (SafetensorsEntry tensor in tensors)
        {
            if (tensor.Name == SafetensorsHeader.MetadataField) throw new ArgumentException($"The name '{tensor.Name}' is reserved.", nameof(tensors));
            writer.WriteStartObject(Unicode(tensor.Name));
            writer.WriteString("dtype", SafetensorsTypes.Name(tensor.Type));
            writer.WriteStartArray("shape");
            foreach (int dimension in tensor.Shape) writer.WriteNumberValue(dimension);
            writer.WriteEndArray();
            writer.WriteStartArray("data_offsets");
            writer.WriteNumberValue(end);
            end += tensor.Bytes;
            writer.WriteNumberValue(end);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The JSON writer would put replacement characters in the place of half surrogate pairs: two names could become one.</summary>
    private static byte[] Unicode(string text)
    {
        try
        {
            return StrictUtf8.GetBytes(text);
        }
        catch (EncoderFallbackException exception)
        {
            throw new ArgumentException("A name or metadata text is not valid Unicode.", nameof(text), exception);
        }
    }

    /// <summary>The checksum of a file with this header, while its values pass by.</summary>
    private static string ComputeChecksum(byte[] blankHeader, IReadOnlyList<SafetensorsEntry> tensors, BytesAction action)
    {
        var hash = new XxHash64();
        hash.Append(blankHeader);
        ForEachTensor(tensors, bytes =>
        {
            hash.Append(bytes);
            action(bytes);
        });
        return SafetensorsFile.ChecksumText(hash);
    }

    private static void ForEachTensor(IReadOnlyList<SafetensorsEntry> tensors, BytesAction action)
    {
        float[] values = ArrayPool<float>.Shared.Rent(tensors.Max(static tensor => (int?)tensor.Count) ?? 0);
        try
        {
            foreach (SafetensorsEntry tensor in tensors)
            {
                Span<float> span = values.AsSpan(0, tensor.Count);
                tensor.Source(span);
                action(ToBytes(tensor, span));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
        }
    }

    /// <summary>A tensor's elements as a file has them, in the place of its values.</summary>
    private static ReadOnlySpan<byte> ToBytes(SafetensorsEntry tensor, Span<float> values)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(values);
        if (tensor.Type == SafetensorsType.BF16)
        {
            // A half is written where its float and those before it have been read.
            Span<ushort> halves = MemoryMarshal.Cast<float, ushort>(values)[..values.Length];
            NarrowWeights.RoundToBFloat16(values, halves);
            if (!BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(halves, halves);
            return MemoryMarshal.AsBytes(halves);
        }

        if (tensor.Type == SafetensorsType.I8)
        {
            Span<sbyte> numbers = MemoryMarshal.Cast<byte, sbyte>(bytes)[..values.Length];
            for (int i = 0; i < numbers.Length; i++) numbers[i] = checked((sbyte)values[i]);
            return MemoryMarshal.AsBytes(numbers);
        }

        if (!BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, int>(bytes), MemoryMarshal.Cast<byte, int>(bytes));
        return bytes;
    }

    private delegate void BytesAction(ReadOnlySpan<byte> bytes);

    /// <summary>A header, and the same with zeros for the checksum, as the checksum takes it.</summary>
    private sealed record Header(byte[] Bytes, byte[] Blank, string? Checksum);
}
