using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Xml.Linq;

namespace NetGen.Packages.Tests;

/// <summary>What is in the packages, and what they say of themselves.</summary>
[Collection(PackedFeed.Collection)]
public sealed class PackageContentTests(PackedFeed feed)
{
    /// <summary>The kind of what a file of symbols says of a source: its text.</summary>
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    /// <summary>What a library's package has, and nothing that is not listed: no assembly that came along by chance.</summary>
    [Theory]
    [MemberData(nameof(PackedFeed.Libraries), MemberType = typeof(PackedFeed))]
    public void A_package_has_what_is_listed_and_nothing_else(string name)
    {
        string[] expected =
        [
            $"{name}.nuspec", "README.md", "icon.png",
            $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml", $"lib/net8.0/{name}.dll", $"lib/net8.0/{name}.xml",
            .. name != "NetGen.Onnx" ? [] : new[]
            {
                "licenses/onnx/LICENSE", "build/NetGen.Onnx.targets", "buildTransitive/NetGen.Onnx.targets",
                "tools/netgen-onnx/Google.Protobuf.dll", "tools/netgen-onnx/NetGen.Onnx.dll", "tools/netgen-onnx/NetGen.dll",
                "tools/netgen-onnx/netgen-onnx.deps.json", "tools/netgen-onnx/netgen-onnx.dll", "tools/netgen-onnx/netgen-onnx.runtimeconfig.json",
            },
            .. name != "NetGen" ? [] : (string[])
            [
                "analyzers/dotnet/cs/NetGen.Analyzers.dll", "analyzers/dotnet/cs/NetGen.CodeFixes.dll", "analyzers/dotnet/cs/NetGen.Generator.dll",
                .. Directory.GetFiles(Path.Combine(PackedFeed.Repository, "docs", "rules"), "*.md")
                    .Select(static page => "docs/rules/" + Path.GetFileName(page)),
                .. Directory.GetFiles(Path.Combine(PackedFeed.Repository, "docs", "rules", "pictures"), "*.svg")
                    .Select(static picture => "docs/rules/pictures/" + Path.GetFileName(picture)),
                "build/NetGen.props", "build/NetGen.targets", "buildTransitive/NetGen.props", "buildTransitive/NetGen.targets",
            ],
        ];
        using ZipArchive package = feed.Open(name);
        string[] found = [.. package.Entries.Select(static entry => entry.FullName).Where(static file => !IsPlumbing(file))];
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(PackedFeed.Names), MemberType = typeof(PackedFeed))]
    public void A_package_says_what_it_is(string name)
    {
        using ZipArchive package = feed.Open(name);
        XElement metadata = XDocument.Parse(Read(package, $"{name}.nuspec")).Root!.Elements().Single();
        string? Value(string element) => metadata.Elements().SingleOrDefault(child => child.Name.LocalName == element)?.Value;
        Assert.Equal(name, Value("id"));
        Assert.Equal(feed.Version, Value("version"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.Equal("README.md", Value("readme"));
        Assert.True(Value("description")?.Length is > 50 and < 300, $"The description is '{Value("description")}'.");
        Assert.Contains("machine-learning", Value("tags"), StringComparison.Ordinal);
        Assert.NotEqual("true", Value("developmentDependency"));

        // The library depends on the framework alone; the others on it, in the same version, and on what makes them packages of their own.
        string[] dependencies = [.. metadata.Descendants().Where(static element => element.Name.LocalName == "dependency").Select(static element => $"{element.Attribute("id")!.Value} {element.Attribute("version")!.Value}").Distinct()];
        if (name is "NetGen" or "NetGen.Templates") Assert.Empty(dependencies);
        else if (!PackedFeed.IsTool(name)) Assert.Contains($"NetGen {feed.Version}", dependencies);
    }

    /// <summary>The picture is 128 x 128, as registries ask, and the page says no address that nobody fills in.</summary>
    [Theory]
    [MemberData(nameof(PackedFeed.Names), MemberType = typeof(PackedFeed))]
    public void A_package_has_a_picture_and_a_page(string name)
    {
        using ZipArchive package = feed.Open(name);
        byte[] icon = ReadBytes(package, "icon.png");
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], icon[..4]);
        Assert.Equal((128u, 128u), (BinaryPrimitives.ReadUInt32BigEndian(icon.AsSpan(16)), BinaryPrimitives.ReadUInt32BigEndian(icon.AsSpan(20))));

        string page = Read(package, "README.md");
        Assert.StartsWith(PackedFeed.IsTool(name) ? "# netgen\n" : $"# {name}\n", page, StringComparison.Ordinal);
        Assert.Contains("```", page, StringComparison.Ordinal);
        Assert.True(page.Split('\n').Length < 60, "A package's page is short.");
        Assert.DoesNotContain("](docs/", page, StringComparison.Ordinal);
        Assert.DoesNotContain("](../", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Editors_find_the_documentation_of_members()
    {
        using ZipArchive package = feed.Open("NetGen");
        foreach (string framework in new[] { "net8.0", "net10.0" }) Assert.Contains("<member name=\"T:NetGen.NetworkAttribute\">", Read(package, $"lib/{framework}/NetGen.xml"), StringComparison.Ordinal);
        Assert.Contains("CompilerVisibleProperty Include=\"NetGenUnroll\"", Read(package, "build/NetGen.props"), StringComparison.Ordinal);
    }

    /// <summary>Debuggers step into the library: symbols have the sources in them, whoever can reach the repository.</summary>
    [Theory]
    [MemberData(nameof(PackedFeed.Libraries), MemberType = typeof(PackedFeed))]
    public void Symbols_have_the_sources_in_them(string name)
    {
        using ZipArchive package = feed.Open(name, "snupkg");
        foreach (string framework in new[] { "net8.0", "net10.0" })
        {
            using MetadataReaderProvider symbols = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(ReadBytes(package, $"lib/{framework}/{name}.pdb")));
            MetadataReader reader = symbols.GetMetadataReader();
            int embedded = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation).Count(info => reader.GetGuid(info.Kind) == EmbeddedSource);
            Assert.True(embedded > 0 && embedded == reader.Documents.Count, $"{embedded} of {reader.Documents.Count} sources are in the symbols of {name} for {framework}.");
        }
    }

    private static bool IsPlumbing(string file) => file.StartsWith("_rels/", StringComparison.Ordinal) || file.StartsWith("package/", StringComparison.Ordinal) || file == "[Content_Types].xml";

    private static string Read(ZipArchive package, string name)
    {
        using var reader = new StreamReader(new MemoryStream(ReadBytes(package, name)));
        return reader.ReadToEnd();
    }

    private static byte[] ReadBytes(ZipArchive package, string name)
    {
        using Stream stream = (package.GetEntry(name) ?? throw new FileNotFoundException($"The package has no {name}.")).Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
