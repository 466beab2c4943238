namespace NetGen.Benchmarks.Tests;

/// <summary>Reads the wire format of protocol buffers: fields of a message in their order.</summary>
internal sealed class ProtobufReader
{
    private readonly List<(int Field, long Number, byte[] Bytes)> _fields = [];

    public ProtobufReader(byte[] message)
    {
        int position = 0;
        while (position < message.Length)
        {
            ulong tag = Varint(message, ref position);
            switch (tag & 7)
            {
                case 0:
                    _fields.Add(((int)(tag >> 3), (long)Varint(message, ref position), []));
                    break;
                case 2:
                    int length = (int)Varint(message, ref position);
                    _fields.Add(((int)(tag >> 3), 0, message[position..(position + length)]));
                    position += length;
                    break;
                default:
                    throw new InvalidDataException($"Wire type {tag & 7}.");
            }
        }
    }

    public long Number(int field) => _fields.Single(entry => entry.Field == field).Number;

    public IEnumerable<long> Numbers(int field) => _fields.Where(entry => entry.Field == field).Select(static entry => entry.Number);

    public byte[] Bytes(int field) => _fields.Single(entry => entry.Field == field).Bytes;

    public string Text(int field) => System.Text.Encoding.UTF8.GetString(Bytes(field));

    public IEnumerable<string> Texts(int field) => _fields.Where(entry => entry.Field == field).Select(static entry => System.Text.Encoding.UTF8.GetString(entry.Bytes));

    public ProtobufReader Message(int field) => new(Bytes(field));

    public IEnumerable<ProtobufReader> Messages(int field) => _fields.Where(entry => entry.Field == field).Select(static entry => new ProtobufReader(entry.Bytes));

    public static IReadOnlyList<long> Packed(byte[] bytes)
    {
        var values = new List<long>();
        for (int position = 0; position < bytes.Length;) values.Add((long)Varint(bytes, ref position));
        return values;
    }

    private static ulong Varint(byte[] bytes, ref int position)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = bytes[position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }
    }
}
