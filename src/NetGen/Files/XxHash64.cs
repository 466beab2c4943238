using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace NetGen.Files;

/// <summary>
/// XXH64 with seed 0 (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md): against accidents, not against attackers. Of 64 bits,
/// so that among any number of damaged files none is taken for whole, where CRC-32 passes one in four billion; over ten gigabytes a second
/// without tables or vector instructions; and in this assembly, because the framework's hashes need a native library that small
/// containers lack, and end the process there.
/// </summary>
internal struct XxHash64()
{
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;
    private const int StripeBytes = 4 * sizeof(ulong);

    // The beginning of a stripe whose end has not come yet.
    private readonly byte[] _pending = new byte[StripeBytes];
    private int _pendingBytes;
    private ulong _length;
    private ulong _lane1 = unchecked(Prime1 + Prime2);
    private ulong _lane2 = Prime2;
    private ulong _lane3;
    private ulong _lane4 = unchecked(0 - Prime1);

    public readonly ulong Value
    {
        get
        {
            ulong hash = Prime5;
            if (_length >= StripeBytes)
            {
                hash = BitOperations.RotateLeft(_lane1, 1) + BitOperations.RotateLeft(_lane2, 7) + BitOperations.RotateLeft(_lane3, 12) + BitOperations.RotateLeft(_lane4, 18);
                hash = Merge(Merge(Merge(Merge(hash, _lane1), _lane2), _lane3), _lane4);
            }

            return Avalanche(AppendRest(hash + _length, _pending.AsSpan(0, _pendingBytes)));
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _length += (ulong)bytes.Length;
        if (_pendingBytes > 0)
        {
            int count = Math.Min(bytes.Length, StripeBytes - _pendingBytes);
            bytes[..count].CopyTo(_pending.AsSpan(_pendingBytes));
            _pendingBytes += count;
            bytes = bytes[count..];
            if (_pendingBytes < StripeBytes) return;
            AppendStripes(_pending);
        }

        int whole = bytes.Length / StripeBytes * StripeBytes;
        AppendStripes(bytes[..whole]);
        bytes[whole..].CopyTo(_pending);
        _pendingBytes = bytes.Length - whole;
    }

    private void AppendStripes(ReadOnlySpan<byte> stripes)
    {
        ulong lane1 = _lane1;
        ulong lane2 = _lane2;
        ulong lane3 = _lane3;
        ulong lane4 = _lane4;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(stripes);
        for (int word = 0; word <= words.Length - 4; word += 4)
        {
            lane1 = Round(lane1, LittleEndian(words[word]));
            lane2 = Round(lane2, LittleEndian(words[word + 1]));
            lane3 = Round(lane3, LittleEndian(words[word + 2]));
            lane4 = Round(lane4, LittleEndian(words[word + 3]));
        }

        _lane1 = lane1;
        _lane2 = lane2;
        _lane3 = lane3;
        _lane4 = lane4;
    }

    private static ulong LittleEndian(ulong word) => BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);

    private static ulong Round(ulong lane, ulong input) => BitOperations.RotateLeft(lane + (input * Prime2), 31) * Prime1;

    private static ulong Merge(ulong hash, ulong lane) => ((hash ^ Round(0, lane)) * Prime1) + Prime4;

    private static ulong AppendRest(ulong hash, ReadOnlySpan<byte> rest)
    {
        for (; rest.Length >= sizeof(ulong); rest = rest[sizeof(ulong)..])
        {
            hash = (BitOperations.RotateLeft(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest)), 27) * Prime1) + Prime4;
        }

        if (rest.Length >= sizeof(uint))
        {
            hash = (BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1), 23) * Prime2) + Prime3;
            rest = rest[sizeof(uint)..];
        }

        foreach (byte value in rest) hash = BitOperations.RotateLeft(hash ^ (value * Prime5), 11) * Prime1;
        return hash;
    }

    private static ulong Avalanche(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * Prime2;
        hash = (hash ^ (hash >> 29)) * Prime3;
        return hash ^ (hash >> 32);
    }
}
