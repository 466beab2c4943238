using System.Buffers.Binary;
using System.Text;

namespace NetGen.Benchmarks.Torch;

/// <summary>
/// The versions of symbols that a 64-bit little-endian ELF library asks of others (section .gnu.version_r). One that is marked weak may be missing:
/// the loader then goes on, and only a symbol of that version that is really used fails.
/// </summary>
internal static class SymbolVersions
{
    private const uint VersionNeeds = 0x6ffffffe;
    private const ushort Weak = 2;

    /// <summary>Marks a version as weak in a library, whose file is replaced by another: a hard link elsewhere keeps the old one.</summary>
    /// <param name="path">The library.</param>
    /// <param name="version">The version's name.</param>
    /// <exception cref="InvalidDataException">It is no such file, or does not ask for the version.</exception>
    public static void Weaken(string path, string version)
    {
        byte[] file = File.ReadAllBytes(path);
        if (!WeakenIn(file, version)) throw new InvalidDataException($"'{path}' does not ask for {version}.");

        // Under a name of its own and then renamed: another process may be doing the same.
        string written = $"{path}.{Environment.ProcessId}";
        DateTime time = File.GetLastWriteTimeUtc(path);
        File.WriteAllBytes(written, file);

        // As before, so that a build sees nothing to copy.
        File.SetLastWriteTimeUtc(written, time);
        File.Move(written, path, overwrite: true);
    }

    /// <summary>Whether a library asks for a version, and can do without.</summary>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static bool IsWeak(string path, string version)
    {
        byte[] file = File.ReadAllBytes(path);
        return Flags(file, version) is { Count: > 0 } flags && flags.TrueForAll(position => (Half(file, position) & Weak) != 0);
    }

    /// <summary>Marks a version as weak.</summary>
    /// <returns>Whether it was found.</returns>
    private static bool WeakenIn(byte[] file, string version)
    {
        List<int> positions = Flags(file, version);
        foreach (int position in positions) BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(position), (ushort)(Half(file, position) | Weak));
        return positions.Count > 0;
    }

    /// <summary>Where the flags of a version are: once for each library that it is asked of.</summary>
    private static List<int> Flags(byte[] file, string version)
    {
        if (file.Length < 64 || !file.AsSpan(0, 6).SequenceEqual("\u007fELF\u0002\u0001"u8)) throw new InvalidDataException("The file is no 64-bit little-endian ELF file.");
        int sections = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(0x28)));
        int sectionSize = Half(file, 0x3A);
        var positions = new List<int>();
        for (int i = 0; i < Half(file, 0x3C); i++)
        {
            int section = sections + (i * sectionSize);
            if (Word(file, section + 4) != VersionNeeds) continue;
            int names = Offset(file, sections + (Number(file, section + 40) * sectionSize));
            AddFlags(file, Offset(file, section), names, version, positions);
        }

        return positions;
    }

    /// <summary>Goes through the libraries, and through what is asked of each.</summary>
    private static void AddFlags(byte[] file, int library, int names, string version, List<int> positions)
    {
        while (true)
        {
            int need = library + Number(file, library + 8);
            for (int left = Half(file, library + 2); left > 0; left--)
            {
                if (Name(file, names + Number(file, need + 8)) == version) positions.Add(need + 4);
                need += Number(file, need + 12);
            }

            int next = Number(file, library + 12);
            if (next == 0) return;
            library += next;
        }
    }

    private static int Offset(ReadOnlySpan<byte> file, int section) => checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file[(section + 24)..]));

    private static ushort Half(ReadOnlySpan<byte> file, int position) => BinaryPrimitives.ReadUInt16LittleEndian(file[position..]);

    private static uint Word(ReadOnlySpan<byte> file, int position) => BinaryPrimitives.ReadUInt32LittleEndian(file[position..]);

    private static int Number(ReadOnlySpan<byte> file, int position) => checked((int)Word(file, position));

    private static string Name(ReadOnlySpan<byte> file, int position)
    {
        ReadOnlySpan<byte> rest = file[position..];
        return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)0)]);
    }
}
