using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;

namespace NetGen.Files;

/// <summary>
/// A safetensors file, checked as a whole before anything is read from it. The same bytes give the same result from a path, a stream
/// or memory. From a path only the header is held in memory, and the file stays open until <see cref="Dispose"/>.
/// </summary>
/// <remarks>
/// Format: 8 bytes little-endian header length, a JSON header, the tensors' bytes (https://huggingface.co/docs/safetensors).
/// One object may be read from many threads at once.
/// </remarks>
public sealed class SafetensorsFile : IDisposable
{
    /// <summary>Metadata key under which <see cref="SafetensorsWriter"/> stores the XXH64 of the file, computed with zeros in its own place.</summary>
    public const string ChecksumKey = "netgen.xxh64";

    internal const int ChecksumDigits = 2 * sizeof(ulong);

    private const int ChunkBytes = 1 << 16;
    private readonly ByteSource _source;
    private readonly SafetensorsHeader.Content _content;
    private readonly string? _path;

    private SafetensorsFile(ByteSource source, SafetensorsHeader.Content content, string? path = null)
    {
        _source = source;
        _content = content;
        _path = path;
    }

    /// <summary>The tensors, in the order of their data.</summary>
    public ImmutableArray<SafetensorsTensor> Tensors => _content.Tensors;

    /// <summary>The free texts of the header's <c>__metadata__</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _content.Metadata;

    /// <summary>Whether the file has a checksum to verify.</summary>
    public bool HasChecksum => Metadata.ContainsKey(ChecksumKey);

    /// <summary>Opens a file.</summary>
    /// <exception cref="NetworkFileException">The file is malformed.</exception>
    /// <exception cref="IOException">The file cannot be read: there is none, there is no permission, or it is a folder, a pipe or a device.</exception>
    public static SafetensorsFile Open(string path, SafetensorsLimits? limits = null)
    {
        HandleSource source = InputFile.Open(path);
        try
        {
            return new SafetensorsFile(source, ReadContent(source, limits ?? SafetensorsLimits.Default), path);
        }
        catch (NetworkFileException exception)
        {
            source.Dispose();
            throw exception.In(path);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Reads a file that is in memory. The memory must not change while the object is in use.</summary>
    /// <exception cref="NetworkFileException">The file is malformed.</exception>
    public static SafetensorsFile Read(ReadOnlyMemory<byte> file, SafetensorsLimits? limits = null)
    {
        limits ??= SafetensorsLimits.Default;
        RequireLength(file.Length, SafetensorsHeader.LengthBytes);
        int headerLength = SafetensorsHeader.ReadLength(file.Span, limits);
        RequireLength(file.Length, SafetensorsHeader.LengthBytes + headerLength);
        SafetensorsHeader.Content content = SafetensorsHeader.Parse(file.Span.Slice(SafetensorsHeader.LengthBytes, headerLength), limits);
        RequireExactLength(file.Length, content.FileLength);
        return new SafetensorsFile(new MemorySource(file, default), content);
    }

    /// <summary>Reads a file from a stream's position to its end into memory. The stream may be of unknown length and give its bytes in pieces.</summary>
    /// <exception cref="NetworkFileException">The file is malformed, or larger than an array can be.</exception>
    public static SafetensorsFile Read(Stream stream, SafetensorsLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        limits ??= SafetensorsLimits.Default;
        var reader = new BoundedStreamReader(stream);
        byte[] prefix = reader.ReadExactly(SafetensorsHeader.LengthBytes);
        byte[] head = reader.ReadExactly(SafetensorsHeader.ReadLength(prefix, limits), prefix);
        SafetensorsHeader.Content content = SafetensorsHeader.Parse(head.AsSpan(prefix.Length), limits);
        if (stream.CanSeek) RequireExactLength(stream.Length - stream.Position + reader.Position, content.FileLength);
        byte[] data = reader.ReadExactly(content.FileLength - head.Length);
        reader.RequireEnd();
        return new SafetensorsFile(new MemorySource(head, data), content);
    }

    /// <summary>Whether the file has a tensor of this name.</summary>
    public bool TryGetTensor(string name, [NotNullWhen(true)] out SafetensorsTensor? tensor) => _content.ByName.TryGetValue(name, out tensor);

    /// <summary>Reads a tensor of F32, F64, F16 or BF16 elements, row-major; F64 is rounded to nearest.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="destination">Room for exactly its elements.</param>
    /// <exception cref="NetworkFileException">The file has no such tensor, or it has another element type or count.</exception>
    public void Read(string name, Span<float> destination)
    {
        SafetensorsTensor tensor = Find(name);
        if (tensor.Count != destination.Length)
            throw Error(NetworkFileError.ShapeMismatch, tensor.Begin, string.Create(CultureInfo.InvariantCulture, $"Tensor '{name}' has {tensor.Count} elements where {destination.Length} are expected"));
        ReadFloats(tensor, tensor.Begin, destination);
    }

    /// <summary>Reads some elements of a tensor, from <paramref name="first"/> on.</summary>
    internal void Read(SafetensorsTensor tensor, long first, Span<float> destination) =>
        ReadFloats(tensor, tensor.Begin + (first * SafetensorsTypes.Bits(tensor.Type) / 8), destination);

    /// <summary>Reads some bytes of a tensor, from <paramref name="first"/> on.</summary>
    internal void ReadBytes(SafetensorsTensor tensor, long first, Span<byte> destination) => ReadSource(tensor.Begin + first, destination);

    /// <summary>Reads a tensor that must have this shape.</summary>
    /// <inheritdoc cref="Read(string, Span{float})"/>
    public void Read(string name, ReadOnlySpan<int> shape, Span<float> destination)
    {
        RequireShape(name, shape);
        Read(name, destination);
    }

    /// <summary>Refuses a tensor of another shape.</summary>
    internal void RequireShape(string name, ReadOnlySpan<int> shape)
    {
        SafetensorsTensor tensor = Find(name);
        bool same = tensor.Shape.Length == shape.Length;
        for (int axis = 0; same && axis < shape.Length; axis++) same = tensor.Shape[axis] == shape[axis];
        if (!same)
        {
            string found = string.Join(", ", tensor.Shape.Select(static dimension => dimension.ToString(CultureInfo.InvariantCulture)));
            string expected = string.Join(", ", shape.ToArray().Select(static dimension => dimension.ToString(CultureInfo.InvariantCulture)));
            throw Error(NetworkFileError.ShapeMismatch, tensor.Begin, $"Tensor '{name}' has the shape [{found}] where [{expected}] is expected");
        }
    }

    /// <summary>Reads a tensor's bytes as they lie in the file.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="destination">Room for exactly its bytes.</param>
    /// <exception cref="NetworkFileException">The file has no such tensor, or it has another size.</exception>
    public void ReadBytes(string name, Span<byte> destination)
    {
        SafetensorsTensor tensor = Find(name);
        if (tensor.End - tensor.Begin != destination.Length)
            throw Error(NetworkFileError.ShapeMismatch, tensor.Begin, string.Create(CultureInfo.InvariantCulture, $"Tensor '{name}' has {tensor.End - tensor.Begin} bytes where {destination.Length} are expected"));
        ReadSource(tensor.Begin, destination);
    }

    /// <summary>Compares the whole file with the XXH64 that <see cref="SafetensorsWriter"/> stored in its metadata.</summary>
    /// <exception cref="NetworkFileException">The file has no checksum, or it does not match.</exception>
    public void VerifyChecksum()
    {
        long offset = _content.ChecksumOffset;
        if (!HasChecksum) throw Error(NetworkFileError.Missing, SafetensorsHeader.LengthBytes, $"The file has no checksum: '{ChecksumKey}' is not in its metadata");
        if (offset < 0) throw Error(NetworkFileError.ChecksumMismatch, SafetensorsHeader.LengthBytes, FormattableString.Invariant($"The file is damaged: its checksum is not of {ChecksumDigits} digits"));
        var hash = new XxHash64();
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            for (long position = 0; position < _content.FileLength; position += ChunkBytes)
            {
                Span<byte> bytes = chunk.AsSpan(0, (int)Math.Min(ChunkBytes, _content.FileLength - position));
                ReadSource(position, bytes);
                BlankChecksum(bytes, offset - position);
                hash.Append(bytes);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        if (string.Equals(Metadata[ChecksumKey], ChecksumText(hash), StringComparison.Ordinal)) return;
        throw Error(NetworkFileError.ChecksumMismatch, offset, $"The file is damaged, or was changed by a program that kept the checksum of the old content: without '{ChecksumKey}' in its metadata it is read unverified");
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _source.Dispose();

    /// <summary>A checksum as the metadata has it.</summary>
    internal static string ChecksumText(XxHash64 hash) => hash.Value.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>An error of this file.</summary>
    internal NetworkFileException Error(NetworkFileError error, long offset, string message) => new NetworkFileException(error, offset, message).In(_path);

    /// <summary>The checksum is computed with zeros in its own place, which begins <paramref name="start"/> bytes from here and may lie partly outside.</summary>
    private static void BlankChecksum(Span<byte> bytes, long start)
    {
        long first = Math.Clamp(start, 0, bytes.Length);
        long end = Math.Clamp(start + ChecksumDigits, 0, bytes.Length);
        bytes[(int)first..(int)end].Fill((byte)'0');
    }

    private static SafetensorsHeader.Content ReadContent(HandleSource source, SafetensorsLimits limits)
    {
        long length = source.Length;
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.LengthBytes];
        RequireLength(length, prefix.Length);
        source.Read(0, prefix);
        int headerLength = SafetensorsHeader.ReadLength(prefix, limits);
        RequireLength(length, prefix.Length + headerLength);
        byte[] header = new byte[headerLength];
        source.Read(prefix.Length, header);
        SafetensorsHeader.Content content = SafetensorsHeader.Parse(header, limits);
        RequireExactLength(length, content.FileLength);
        return content;
    }

    private static void RequireLength(long length, long needed)
    {
        if (length < needed) throw BoundedStreamReader.Truncated(length);
    }

    private static void RequireExactLength(long length, long declared)
    {
        RequireLength(length, declared);
        if (length > declared) throw BoundedStreamReader.TrailingData(declared);
    }

    private SafetensorsTensor Find(string name) =>
        _content.ByName.GetValueOrDefault(name) ?? throw Error(NetworkFileError.Missing, SafetensorsHeader.LengthBytes, $"The file has no tensor '{name}'");

    private void ReadSource(long offset, Span<byte> destination)
    {
        try
        {
            _source.Read(offset, destination);
        }
        catch (NetworkFileException exception)
        {
            throw exception.In(_path);
        }
    }

    private void ReadFloats(SafetensorsTensor tensor, long offset, Span<float> destination)
    {
        if (!tensor.IsReadableAsFloat) throw Error(NetworkFileError.UnsupportedElementType, tensor.Begin, $"The elements of tensor {FileText.Quote(tensor.Name)} are {SafetensorsTypes.Name(tensor.Type)}; F32, F64, F16 and BF16 can be read as floats");
        if (tensor.Type == SafetensorsType.F32 && BitConverter.IsLittleEndian)
        {
            ReadSource(offset, MemoryMarshal.AsBytes(destination));
            return;
        }

        Span<byte> chunk = stackalloc byte[4096];
        int size = SafetensorsTypes.Bits(tensor.Type) / 8;
        while (!destination.IsEmpty)
        {
            int count = Math.Min(destination.Length, chunk.Length / size);
            ReadSource(offset, chunk[..(count * size)]);
            ConvertChunk(tensor.Type, chunk[..(count * size)], destination[..count]);
            destination = destination[count..];
            offset += count * size;
        }
    }

    private static void ConvertChunk(SafetensorsType type, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = type switch
            {
                SafetensorsType.F64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(index * 8)..]),
                SafetensorsType.F16 => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(index * 2)..]),
                SafetensorsType.BF16 => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(index * 2)..]) << 16),
                _ => BinaryPrimitives.ReadSingleLittleEndian(bytes[(index * 4)..]),
            };
        }
    }
}
