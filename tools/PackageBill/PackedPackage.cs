using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Xml.Linq;

namespace NetGen.PackageBill;

/// <summary>A package by its name and version.</summary>
internal readonly record struct PackageId(string Name, string Version)
{
    /// <summary>Reads <c>name/version</c>.</summary>
    public static PackageId Parse(string text)
        => text.Split('/') is [string name, string version] ? new(name, version) : throw new FormatException($"'{text}' is no name and version.");
}

/// <summary>A file in a package, with its hashes in hexadecimal.</summary>
internal sealed record PackedFile(string Name, string Sha1, string Sha256);

/// <summary>What a package says of itself, and what is in it.</summary>
/// <param name="FileName">Of the package.</param>
/// <param name="Sha256">Of the package, in hexadecimal.</param>
/// <param name="Dependencies">Packages that come along with it, for any framework.</param>
/// <param name="Contained">Packages whose assemblies are in it.</param>
internal sealed record PackedPackage(
    string Id,
    string Version,
    string License,
    string Authors,
    string Copyright,
    string FileName,
    string Sha256,
    PackedFile[] Files,
    PackageId[] Dependencies,
    PackageId[] Contained)
{
    public static PackedPackage Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        using var archive = new ZipArchive(new MemoryStream(bytes));
        (string Name, byte[] Content)[] entries =
        [
            .. archive.Entries.OrderBy(static entry => entry.FullName, StringComparer.Ordinal).Select(static entry => (entry.FullName, ReadAll(entry))),
        ];
        byte[] manifest = entries.Single(static entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Content;
        XElement metadata = XDocument.Load(new MemoryStream(manifest)).Root!.Elements().Single();
        string Value(string element) => metadata.Elements().Single(child => child.Name.LocalName == element).Value;
        IEnumerable<PackageId> dependencies = metadata.Descendants()
            .Where(static element => element.Name.LocalName == "dependency")
            .Select(static element => new PackageId(element.Attribute("id")!.Value, element.Attribute("version")!.Value));
        IEnumerable<PackageId> contained = entries
            .Where(static entry => entry.Name.EndsWith(".deps.json", StringComparison.Ordinal))
            .SelectMany(static entry => Libraries(entry.Content));
        return new(
            Value("id"),
            Value("version"),
            Value("license"),
            Value("authors"),
            Value("copyright"),
            Path.GetFileName(path),
            Hex(SHA256.HashData(bytes)),
            [.. entries.Select(static entry => new PackedFile(entry.Name, Sha1(entry.Content), Hex(SHA256.HashData(entry.Content))))],
            [.. dependencies.Distinct()],
            [.. contained.Distinct()]);
    }

    /// <summary>The packages whose assemblies a program has beside its own, as it says.</summary>
    private static IEnumerable<PackageId> Libraries(byte[] dependencies)
    {
        using JsonDocument document = JsonDocument.Parse(dependencies);
        foreach (JsonProperty library in document.RootElement.GetProperty("libraries").EnumerateObject())
        {
            if (library.Value.GetProperty("type").GetString() == "package") yield return PackageId.Parse(library.Name);
        }
    }

    private static byte[] ReadAll(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

#pragma warning disable CA5350 // SPDX demands it of every file, beside the stronger one.
    private static string Sha1(byte[] content) => Hex(SHA1.HashData(content));
#pragma warning restore CA5350

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
