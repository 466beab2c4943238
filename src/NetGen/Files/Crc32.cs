using System.Buffers.Binary;

namespace NetGen.Files;

/// <summary>The CRC-32 of gzip (RFC 1952, section 8), eight bytes a step.</summary>
internal struct Crc32()
{
    private const uint Polynomial = 0xEDB88320;
    private const int Slices = 8;

    /// <summary>Row s, entry b: the register after byte b and s zero bytes.</summary>
    private static readonly uint[][] Tables = CreateTables();

    private uint _register = uint.MaxValue;

    public readonly uint Value => ~_register;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        uint register = _register;
        uint[][] tables = Tables;
        while (bytes.Length >= Slices)
        {
            uint low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ register;
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            register = tables[7][(byte)low] ^ tables[6][(byte)(low >> 8)] ^ tables[5][(byte)(low >> 16)] ^ tables[4][low >> 24]
                ^ tables[3][(byte)high] ^ tables[2][(byte)(high >> 8)] ^ tables[1][(byte)(high >> 16)] ^ tables[0][high >> 24];
            bytes = bytes[Slices..];
        }

        foreach (byte value in bytes) register = (register >> 8) ^ tables[0][(byte)(register ^ value)];
        _register = register;
    }

    private static uint[][] CreateTables()
    {
        uint[][] tables = new uint[Slices][];
        for (int slice = 0; slice < Slices; slice++) tables[slice] = new uint[256];
        for (uint value = 0; value < 256; value++)
        {
            uint register = value;
            for (int bit = 0; bit < 8; bit++) register = (register >> 1) ^ ((register & 1) * Polynomial);
            tables[0][value] = register;
        }

        for (int slice = 1; slice < Slices; slice++)
        {
            for (int value = 0; value < 256; value++) tables[slice][value] = (tables[slice - 1][value] >> 8) ^ tables[0][(byte)tables[slice - 1][value]];
        }

        return tables;
    }
}
