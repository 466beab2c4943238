using System.Globalization;
using System.Text;

namespace NetGen.Generator.Parsing;

/// <summary>What the generated files of a class are called.</summary>
internal static class HintName
{
    public const int MaximumLength = 64;

    /// <summary>
    /// The full name, shortened and reduced to ASCII where needed, and a hash of it: some file systems do not tell upper from lower case,
    /// so DigitNet and Digitnet would be one file. Where the readable part is whole, case is all that the hash must tell apart, and eight
    /// hexadecimal digits do; else it has sixteen. The hash is FNV-1a, the same in every process.
    /// </summary>
    public static string Create(string metadataName)
    {
        var readable = new StringBuilder(metadataName.Length);
        bool isWhole = true;
        foreach (char character in metadataName)
        {
            bool isPlain = character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '.' or '+';
            isWhole &= isPlain && character != '+';
            readable.Append(character == '+' ? '.' : isPlain ? character : '_');
        }

        ulong hash = Hash(metadataName);
        if (isWhole && readable.Length <= MaximumLength - 9) return $"{readable}-{((uint)(hash ^ (hash >> 32))).ToString("x8", CultureInfo.InvariantCulture)}";
        const int Room = MaximumLength - 17;

        // The end of a name says more than its beginning.
        if (readable.Length > Room) readable.Remove(0, readable.Length - Room);
        return $"{readable.ToString().TrimStart('.')}-{hash.ToString("x16", CultureInfo.InvariantCulture)}";
    }

    private static ulong Hash(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (byte value in Encoding.UTF8.GetBytes(text)) hash = unchecked((hash ^ value) * 1099511628211);
        return hash;
    }
}
