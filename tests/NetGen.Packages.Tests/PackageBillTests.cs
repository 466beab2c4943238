using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Xml.Linq;

namespace NetGen.Packages.Tests;

/// <summary>The bill of materials beside every package: what the package itself shows, and what went into it.</summary>
[Collection(PackedFeed.Collection)]
public sealed class PackageBillTests(PackedFeed feed)
{
    [Theory]
    [MemberData(nameof(PackedFeed.Names), MemberType = typeof(PackedFeed))]
    public void A_bill_is_of_its_package_and_names_each_file_and_dependency(string name)
    {
        JsonElement bill = Bill(name);
        Assert.Equal("SPDX-2.3", bill.GetProperty("spdxVersion").GetString());
        Assert.Equal("2023-11-14T22:13:20Z", bill.GetProperty("creationInfo").GetProperty("created").GetString());
        JsonElement own = bill.GetProperty("packages").EnumerateArray().First();
        Assert.Equal((name, feed.Version, "MIT"),
            (own.GetProperty("name").GetString(), own.GetProperty("versionInfo").GetString(), own.GetProperty("licenseDeclared").GetString()));
        string package = Path.Combine(feed.Folder, $"{name}.{feed.Version}.nupkg");
        Assert.Equal(Path.GetFileName(package), own.GetProperty("packageFileName").GetString());
        Assert.Equal(Hash(File.ReadAllBytes(package)), Checksum(own, "SHA256"));

        using ZipArchive archive = feed.Open(name);
        Assert.Equal(
            archive.Entries.Select(static entry => ($"./{entry.FullName}", Hash(Content(entry)))).Order(),
            bill.GetProperty("files").EnumerateArray().Select(static file => (file.GetProperty("fileName").GetString()!, Checksum(file, "SHA256"))).Order());
        XDocument manifest = XDocument.Load(new MemoryStream(Content(archive.GetEntry($"{name}.nuspec")!)));
        Assert.Equal(
            manifest.Descendants()
                .Where(static element => element.Name.LocalName == "dependency")
                .Select(static element => $"{element.Attribute("id")!.Value} {element.Attribute("version")!.Value}")
                .Distinct()
                .Order(StringComparer.Ordinal),
            Related(bill, "DEPENDS_ON"));
    }

    /// <summary>Every name that a relationship has is one of the bill's.</summary>
    [Theory]
    [MemberData(nameof(PackedFeed.Names), MemberType = typeof(PackedFeed))]
    public void Relationships_are_between_what_the_bill_has(string name)
    {
        JsonElement bill = Bill(name);
        string[] known =
        [
            "SPDXRef-DOCUMENT",
            .. new[] { "packages", "files" }
                .SelectMany(list => bill.GetProperty(list).EnumerateArray())
                .Select(static element => element.GetProperty("SPDXID").GetString()!),
        ];
        Assert.Equal(known.Length, known.Distinct(StringComparer.Ordinal).Count());
        Assert.All(known, static id => Assert.Matches("^SPDXRef-[A-Za-z0-9.-]+$", id));
        string[] named = [.. bill.GetProperty("relationships").EnumerateArray()
            .SelectMany(static relationship => new[] { "spdxElementId", "relatedSpdxElement" }.Select(end => relationship.GetProperty(end).GetString()!))];
        Assert.Equal(known.Order(StringComparer.Ordinal), named.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    /// <summary>What is inside and comes from others: the package's own list of its programs' libraries.</summary>
    [Fact]
    public void What_a_package_has_of_others_is_named_with_its_license()
    {
        JsonElement bill = Bill("NetGen.Onnx");
        Assert.StartsWith("Google.Protobuf ", Assert.Single(Related(bill, "CONTAINS")), StringComparison.Ordinal);
        JsonElement protobuf = bill.GetProperty("packages").EnumerateArray()
            .Single(static package => package.GetProperty("name").GetString() == "Google.Protobuf");
        Assert.Equal("BSD-3-Clause", protobuf.GetProperty("licenseDeclared").GetString());
        Assert.Contains(Related(Bill("NetGen.Tool"), "CONTAINS"), static library => library.StartsWith("System.CommandLine ", StringComparison.Ordinal));
    }

    /// <summary>What built it and is not in it, such as the analyzers; the library itself depends on nothing.</summary>
    [Fact]
    public void What_only_built_a_package_is_told_from_what_it_needs()
    {
        JsonElement bill = Bill("NetGen");
        Assert.Empty(Related(bill, "DEPENDS_ON"));
        Assert.Empty(Related(bill, "CONTAINS"));
        Assert.Contains(Related(bill, "BUILD_DEPENDENCY_OF"), static tool => tool.StartsWith("Meziantou.Analyzer ", StringComparison.Ordinal));

        // What a dependency needs is needed, though the package does not name it.
        JsonElement tables = Bill("NetGen.Tables");
        Assert.DoesNotContain(Related(tables, "BUILD_DEPENDENCY_OF"), static tool => tool.StartsWith("csFastFloat ", StringComparison.Ordinal));
        Assert.Contains(tables.GetProperty("relationships").EnumerateArray(), static relationship =>
            relationship.GetProperty("spdxElementId").GetString()!.StartsWith("SPDXRef-Sep-", StringComparison.Ordinal)
            && relationship.GetProperty("relationshipType").GetString() == "DEPENDS_ON"
            && relationship.GetProperty("relatedSpdxElement").GetString()!.StartsWith("SPDXRef-csFastFloat-", StringComparison.Ordinal));
    }

    private JsonElement Bill(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(feed.Folder, $"{name}.{feed.Version}.spdx.json")));
        return document.RootElement.Clone();
    }

    /// <summary>The packages that stand in a relationship to the bill's own, at whichever end, as "name version".</summary>
    private static string[] Related(JsonElement bill, string kind)
    {
        string own = bill.GetProperty("packages")[0].GetProperty("SPDXID").GetString()!;
        HashSet<string?> ends = [.. bill.GetProperty("relationships").EnumerateArray()
            .Where(relationship => relationship.GetProperty("relationshipType").GetString() == kind)
            .Select(static relationship => new[] { "spdxElementId", "relatedSpdxElement" }.Select(end => relationship.GetProperty(end).GetString()))
            .Where(ends => ends.Contains(own))
            .Select(ends => ends.Single(end => end != own))];
        return [.. bill.GetProperty("packages").EnumerateArray()
            .Where(package => ends.Contains(package.GetProperty("SPDXID").GetString()))
            .Select(static package => $"{package.GetProperty("name").GetString()} {package.GetProperty("versionInfo").GetString()}")
            .Order(StringComparer.Ordinal)];
    }

    private static string Checksum(JsonElement element, string algorithm)
        => element.GetProperty("checksums").EnumerateArray()
            .Single(checksum => checksum.GetProperty("algorithm").GetString() == algorithm)
            .GetProperty("checksumValue").GetString()!;

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
