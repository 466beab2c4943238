using System.Runtime.InteropServices;

namespace NetGen.Kernels.Native.Protocol;

/// <summary>Numbers, names and rows of floats between two processes; a float arrives with all its bits.</summary>
internal sealed class Wire(Stream input, Stream output) : IDisposable
{
    private readonly BinaryReader _reader = new(new BufferedStream(input));
    private readonly BinaryWriter _writer = new(new BufferedStream(output));

    /// <summary>The other's next request; null when it has gone.</summary>
    public Request? TryReadRequest()
    {
        int value = _reader.BaseStream.ReadByte();
        return value < 0 ? null : (Request)value;
    }

    public bool ReadFlag() => _reader.ReadBoolean();

    public int ReadInt() => _reader.ReadInt32();

    public long ReadLong() => _reader.ReadInt64();

    public double ReadDouble() => _reader.ReadDouble();

    public string ReadText() => _reader.ReadString();

    public float[] ReadFloats() => ReadValues<float>();

    public int[] ReadInts() => ReadValues<int>();

    public Wire Write(Request request)
    {
        _writer.Write((byte)request);
        return this;
    }

    public Wire Write(bool value)
    {
        _writer.Write(value);
        return this;
    }

    public Wire Write(int value)
    {
        _writer.Write(value);
        return this;
    }

    public Wire Write(long value)
    {
        _writer.Write(value);
        return this;
    }

    public Wire Write(double value)
    {
        _writer.Write(value);
        return this;
    }

    public Wire Write(string text)
    {
        _writer.Write(text);
        return this;
    }

    public Wire Write(ReadOnlySpan<float> values) => WriteValues(values);

    public Wire Write(ReadOnlySpan<int> values) => WriteValues(values);

    /// <summary>Sends what was written.</summary>
    public void Flush() => _writer.Flush();

    public void Dispose()
    {
        _writer.Dispose();
        _reader.Dispose();
    }

    private TValue[] ReadValues<TValue>()
        where TValue : unmanaged
    {
        var values = new TValue[_reader.ReadInt32()];
        _reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private Wire WriteValues<TValue>(ReadOnlySpan<TValue> values)
        where TValue : unmanaged
    {
        _writer.Write(values.Length);
        _writer.Write(MemoryMarshal.AsBytes(values));
        return this;
    }
}
