using System.Buffers.Binary;
using System.Numerics;

namespace NetGen.Files;

/// <summary>
/// MD5 (RFC 1321): what published data sets are known by. Against accidents, not against attackers. In this assembly, because the
/// framework's needs a native library that small containers lack, and ends the process there.
/// </summary>
internal struct Md5()
{
    /// <summary>Length of the hash.</summary>
    public const int HashBytes = 16;

    private const int BlockBytes = 64;
    private const int LengthOffset = BlockBytes - sizeof(ulong);

    /// <summary>The whole part of 2^32 |sin(step + 1)|.</summary>
    private static ReadOnlySpan<uint> Sines =>
    [
        0xD76AA478, 0xE8C7B756, 0x242070DB, 0xC1BDCEEE, 0xF57C0FAF, 0x4787C62A, 0xA8304613, 0xFD469501,
        0x698098D8, 0x8B44F7AF, 0xFFFF5BB1, 0x895CD7BE, 0x6B901122, 0xFD987193, 0xA679438E, 0x49B40821,
        0xF61E2562, 0xC040B340, 0x265E5A51, 0xE9B6C7AA, 0xD62F105D, 0x02441453, 0xD8A1E681, 0xE7D3FBC8,
        0x21E1CDE6, 0xC33707D6, 0xF4D50D87, 0x455A14ED, 0xA9E3E905, 0xFCEFA3F8, 0x676F02D9, 0x8D2A4C8A,
        0xFFFA3942, 0x8771F681, 0x6D9D6122, 0xFDE5380C, 0xA4BEEA44, 0x4BDECFA9, 0xF6BB4B60, 0xBEBFBC70,
        0x289B7EC6, 0xEAA127FA, 0xD4EF3085, 0x04881D05, 0xD9D4D039, 0xE6DB99E5, 0x1FA27CF8, 0xC4AC5665,
        0xF4292244, 0x432AFF97, 0xAB9423A7, 0xFC93A039, 0x655B59C3, 0x8F0CCC92, 0xFFEFF47D, 0x85845DD1,
        0x6FA87E4F, 0xFE2CE6E0, 0xA3014314, 0x4E0811A1, 0xF7537E82, 0xBD3AF235, 0x2AD7D2BB, 0xEB86D391,
    ];

    /// <summary>Four for each round, taken in turn.</summary>
    private static ReadOnlySpan<byte> Rotations => [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

    // The beginning of a block whose end has not come yet.
    private readonly byte[] _pending = new byte[BlockBytes];
    private int _pendingBytes;
    private ulong _length;
    private uint _a = 0x67452301;
    private uint _b = 0xEFCDAB89;
    private uint _c = 0x98BADCFE;
    private uint _d = 0x10325476;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _length += (ulong)bytes.Length;
        if (_pendingBytes > 0)
        {
            int count = Math.Min(bytes.Length, BlockBytes - _pendingBytes);
            bytes[..count].CopyTo(_pending.AsSpan(_pendingBytes));
            _pendingBytes += count;
            bytes = bytes[count..];
            if (_pendingBytes < BlockBytes) return;
            AppendBlock(_pending);
        }

        for (; bytes.Length >= BlockBytes; bytes = bytes[BlockBytes..]) AppendBlock(bytes);
        bytes.CopyTo(_pending);
        _pendingBytes = bytes.Length;
    }

    /// <summary>The hash of all bytes; nothing may be appended after it.</summary>
    public byte[] Finish()
    {
        ulong bits = _length * 8;
        Append([0x80]);
        if (_pendingBytes > LengthOffset) Append(new byte[BlockBytes - _pendingBytes]);
        Append(new byte[LengthOffset - _pendingBytes]);
        BinaryPrimitives.WriteUInt64LittleEndian(_pending.AsSpan(LengthOffset), bits);
        AppendBlock(_pending);

        byte[] hash = new byte[HashBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(hash, _a);
        BinaryPrimitives.WriteUInt32LittleEndian(hash.AsSpan(4), _b);
        BinaryPrimitives.WriteUInt32LittleEndian(hash.AsSpan(8), _c);
        BinaryPrimitives.WriteUInt32LittleEndian(hash.AsSpan(12), _d);
        return hash;
    }

    private void AppendBlock(ReadOnlySpan<byte> block)
    {
        (uint a, uint b, uint c, uint d) = (_a, _b, _c, _d);
        for (int step = 0; step < BlockBytes; step++)
        {
            int round = step / 16;
            (uint mixed, int word) = round switch
            {
                0 => ((b & c) | (~b & d), step),
                1 => ((d & b) | (~d & c), (5 * step) + 1),
                2 => (b ^ c ^ d, (3 * step) + 5),
                _ => (c ^ (b | ~d), 7 * step),
            };
            uint sum = a + mixed + Sines[step] + BinaryPrimitives.ReadUInt32LittleEndian(block[(word % 16 * sizeof(uint))..]);
            (a, d, c, b) = (d, c, b, b + BitOperations.RotateLeft(sum, Rotations[(4 * round) + (step % 4)]));
        }

        _a += a;
        _b += b;
        _c += c;
        _d += d;
    }
}
