using System.Buffers.Text;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace NetGen.Files;

/// <summary>
/// Parses the JSON header of a safetensors file. Stricter than the format asks where laxness lets two readers see two different files:
/// no name or field twice (compared after unescaping), numbers in plain digits only, no unknown fields.
/// </summary>
internal ref struct SafetensorsHeader
{
    /// <summary>The header's length stands in the first eight bytes.</summary>
    public const int LengthBytes = 8;

    private const int MaxDepth = 4;

    /// <summary>The format's own limit of a header; a number above it is no length but the beginning of another kind of file.</summary>
    private const int FormatMaxHeaderBytes = 100_000_000;
    public const string MetadataField = "__metadata__";

    private readonly SafetensorsLimits _limits;
    private readonly long _dataStart;
    private readonly List<SafetensorsTensor> _tensors = [];
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly long[] _shape;
    private Utf8JsonReader _reader;
    private bool _hasMetadata;
    private int _textBytes;
    private long _checksumOffset = -1;

    private SafetensorsHeader(ReadOnlySpan<byte> json, SafetensorsLimits limits)
    {
        _limits = limits;
        _dataStart = LengthBytes + json.Length;
        _shape = new long[Math.Min(limits.MaxRank, json.Length)]; // a dimension takes a digit or more
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
    }

    /// <summary>What a header says.</summary>
    /// <param name="Tensors">The tensors in the order of their data.</param>
    /// <param name="ByName">The tensors by name.</param>
    /// <param name="Metadata">The metadata.</param>
    /// <param name="ChecksumOffset">Byte of the file at which the checksum's digits begin, or -1.</param>
    /// <param name="FileLength">The length that the file must have.</param>
    internal sealed record Content(ImmutableArray<SafetensorsTensor> Tensors, Dictionary<string, SafetensorsTensor> ByName, Dictionary<string, string> Metadata, long ChecksumOffset, long FileLength);

    /// <summary>The header's length from the file's first eight bytes.</summary>
    public static int ReadLength(ReadOnlySpan<byte> bytes, SafetensorsLimits limits)
    {
        ulong length = System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        ulong limit = (ulong)Math.Min(limits.MaxHeaderBytes, Array.MaxLength - LengthBytes);
        if (length <= limit) return (int)length;
        if (length > (ulong)Math.Max(limits.MaxHeaderBytes, FormatMaxHeaderBytes)) throw new NetworkFileException(NetworkFileError.InvalidMagic, 0, "The file is no safetensors file" + FileSignature.Guess(bytes));
        throw new NetworkFileException(NetworkFileError.LimitExceeded, 0, FormattableString.Invariant($"The header is longer than the limit: {length} bytes, where {nameof(SafetensorsLimits)}.{nameof(SafetensorsLimits.MaxHeaderBytes)} allows {limit}"));
    }

    /// <summary>Parses and validates a whole header.</summary>
    /// <exception cref="NetworkFileException">Anything is wrong with it.</exception>
    public static Content Parse(ReadOnlySpan<byte> json, SafetensorsLimits limits)
    {
        if (json.IsEmpty || json[0] != (byte)'{') throw new NetworkFileException(NetworkFileError.InvalidHeader, LengthBytes, "The file is damaged or no safetensors file: its header does not begin with '{'");
        if (!Utf8.IsValid(json)) throw new NetworkFileException(NetworkFileError.InvalidHeader, LengthBytes, "The file is damaged: its header is not UTF-8");
        var header = new SafetensorsHeader(json, limits);
        try
        {
            return header.ParseRoot();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // JsonException: not JSON. InvalidOperationException: an escaped half of a surrogate pair. Their messages quote the file.
            throw header.Error(NetworkFileError.InvalidHeader, "The header is not valid JSON");
        }
    }

    private Content ParseRoot()
    {
        Expect(JsonTokenType.StartObject);
        while (NextField())
        {
            if (_reader.ValueTextEquals(MetadataField)) ParseMetadata();
            else ParseTensor();
        }

        // Reads on to the end, where only white space may follow.
        if (_reader.Read()) throw Error(NetworkFileError.InvalidHeader, "The header goes on after its end");
        Dictionary<string, SafetensorsTensor> byName = IndexByName();
        long end = CheckCoverage();
        return new Content([.. _tensors], byName, _metadata, _checksumOffset, end);
    }

    private void ParseMetadata()
    {
        if (_hasMetadata) throw Error(NetworkFileError.Duplicate, "The header has its metadata twice");
        _hasMetadata = true;
        Expect(JsonTokenType.StartObject);
        while (NextField())
        {
            if (_metadata.Count == _limits.MaxMetadata) throw Error(NetworkFileError.LimitExceeded, FormattableString.Invariant($"The header has more metadata entries than the {_limits.MaxMetadata} of {nameof(SafetensorsLimits)}.{nameof(SafetensorsLimits.MaxMetadata)}"));
            string key = Text();
            Expect(JsonTokenType.String);
            if (key == SafetensorsFile.ChecksumKey) _checksumOffset = ChecksumOffset();
            if (!_metadata.TryAdd(key, Text())) throw Error(NetworkFileError.Duplicate, "A metadata key stands twice");
        }
    }

    /// <summary>A checksum of any other length or spelling is nobody's; reading goes on as if there were none.</summary>
    private readonly long ChecksumOffset() =>
        _reader.ValueIsEscaped || _reader.ValueSpan.Length != SafetensorsFile.ChecksumDigits ? -1 : LengthBytes + _reader.TokenStartIndex + 1;

    private void ParseTensor()
    {
        if (_tensors.Count == _limits.MaxTensors) throw Error(NetworkFileError.LimitExceeded, FormattableString.Invariant($"The header has more tensors than the {_limits.MaxTensors} of {nameof(SafetensorsLimits)}.{nameof(SafetensorsLimits.MaxTensors)}"));
        string name = Text();
        SafetensorsType? type = null;
        int rank = -1;
        (long Begin, long End)? extent = null;
        Expect(JsonTokenType.StartObject);
        while (NextField())
        {
            if (_reader.ValueTextEquals("dtype"u8) && type is null) type = ParseType();
            else if (_reader.ValueTextEquals("shape"u8) && rank < 0) rank = ParseNumbers(_shape, isShape: true);
            else if (_reader.ValueTextEquals("data_offsets"u8) && extent is null) extent = ParseExtent();
            else if (_reader.ValueTextEquals("dtype"u8) || _reader.ValueTextEquals("shape"u8) || _reader.ValueTextEquals("data_offsets"u8))
                throw Error(NetworkFileError.Duplicate, "A tensor has a field twice");
            else throw Error(NetworkFileError.InvalidHeader, "A tensor has an unknown field");
        }

        if (type is null || rank < 0 || extent is null) throw Error(NetworkFileError.InvalidHeader, "A tensor lacks its dtype, shape or data_offsets");
        _tensors.Add(CreateTensor(name, type.Value, _shape.AsSpan(0, rank), extent.Value.Begin, extent.Value.End));
    }

    private readonly SafetensorsTensor CreateTensor(string name, SafetensorsType type, ReadOnlySpan<long> shape, long begin, long end)
    {
        try
        {
            long count = 1;
            foreach (long dimension in shape) count = checked(count * dimension);
            Int128 bits = (Int128)count * SafetensorsTypes.Bits(type);
            if (bits % 8 != 0 || checked((long)(bits / 8)) != end - begin) throw Error(NetworkFileError.SizeMismatch, "A tensor's extent is not its shape times its element size");
            return new SafetensorsTensor(name, type, ImmutableArray.Create(shape), count, checked(_dataStart + begin), checked(_dataStart + end));
        }
        catch (OverflowException)
        {
            throw Error(NetworkFileError.Overflow, "A tensor's size does not fit into 64 bits");
        }
    }

    private SafetensorsType ParseType()
    {
        Expect(JsonTokenType.String);
        for (int type = 0; type < SafetensorsTypes.Count; type++)
        {
            if (_reader.ValueTextEquals(SafetensorsTypes.Name((SafetensorsType)type))) return (SafetensorsType)type;
        }

        throw Error(NetworkFileError.UnknownElementType, "A tensor's element type is not one of the format");
    }

    private (long Begin, long End) ParseExtent()
    {
        Span<long> offsets = stackalloc long[2];
        if (ParseNumbers(offsets, isShape: false) != offsets.Length) throw NotTwoOffsets();
        return (offsets[0], offsets[1]);
    }

    private int ParseNumbers(scoped Span<long> numbers, bool isShape)
    {
        Expect(JsonTokenType.StartArray);
        int count = 0;
        while (Next() != JsonTokenType.EndArray)
        {
            if (_reader.TokenType != JsonTokenType.Number) throw Error(NetworkFileError.InvalidNumber, "A size or offset is not a number");
            if (count == numbers.Length) throw isShape ? TooManyDimensions() : NotTwoOffsets();
            numbers[count++] = ParseNumber();
        }

        return count;
    }

    private readonly NetworkFileException NotTwoOffsets() => Error(NetworkFileError.InvalidHeader, "A tensor's data_offsets are not two numbers");

    private readonly NetworkFileException TooManyDimensions() =>
        Error(NetworkFileError.LimitExceeded, FormattableString.Invariant($"A tensor has more dimensions than the {_limits.MaxRank} of {nameof(SafetensorsLimits)}.{nameof(SafetensorsLimits.MaxRank)}"));

    private readonly long ParseNumber()
    {
        ReadOnlySpan<byte> digits = _reader.ValueSpan;
        if (digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')) throw Error(NetworkFileError.InvalidNumber, "A size or offset is not a plain, non-negative whole number");
        if (!Utf8Parser.TryParse(digits, out long value, out int consumed) || consumed != digits.Length) throw Error(NetworkFileError.Overflow, "A size or offset does not fit into 64 bits");
        return value;
    }

    private readonly Dictionary<string, SafetensorsTensor> IndexByName()
    {
        var byName = new Dictionary<string, SafetensorsTensor>(_tensors.Count, StringComparer.Ordinal);
        foreach (SafetensorsTensor tensor in _tensors)
        {
            if (!byName.TryAdd(tensor.Name, tensor)) throw new NetworkFileException(NetworkFileError.Duplicate, LengthBytes, "A tensor's name stands twice");
        }

        return byName;
    }

    /// <summary>Sorts by position and demands that the tensors follow each other without gap or overlap. Returns the file's length.</summary>
    private readonly long CheckCoverage()
    {
        CollectionsMarshal.AsSpan(_tensors).Sort(static (left, right) => (left.Begin, left.End).CompareTo((right.Begin, right.End)));
        long end = _dataStart;
        foreach (SafetensorsTensor tensor in _tensors)
        {
            if (tensor.Begin != end) throw new NetworkFileException(NetworkFileError.HoleOrOverlap, LengthBytes, "The tensors overlap or leave bytes between them unused");
            end = tensor.End;
        }

        return end;
    }

    private string Text()
    {
        _textBytes += _reader.ValueSpan.Length;
        if (_textBytes > _limits.MaxTextBytes) throw Error(NetworkFileError.LimitExceeded, FormattableString.Invariant($"Names and metadata are longer than the {_limits.MaxTextBytes} bytes of {nameof(SafetensorsLimits)}.{nameof(SafetensorsLimits.MaxTextBytes)}"));
        return _reader.GetString()!;
    }

    private bool NextField() => Next() != JsonTokenType.EndObject;

    private void Expect(JsonTokenType type)
    {
        if (Next() != type) throw Error(NetworkFileError.InvalidHeader, "The header has another kind of value than the format asks for");
    }

    private JsonTokenType Next()
    {
        if (!_reader.Read()) throw Error(NetworkFileError.InvalidHeader, "The header ends too early");
        return _reader.TokenType;
    }

    private readonly NetworkFileException Error(NetworkFileError error, string message) => new(error, LengthBytes + _reader.TokenStartIndex, message);
}
