using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace NetGen.PackageBill;

/// <summary>A package's bill of materials as SPDX 2.3 says it in JSON.</summary>
internal sealed class SpdxDocument
{
    private const string Unknown = "NOASSERTION";
    private const string Root = "SPDXRef-Package";
    private readonly PackedPackage _package;
    private readonly RestoredProject _project;
    private readonly Utf8JsonWriter _json;
    private readonly List<(string From, string Kind, string To)> _relationships = [("SPDXRef-DOCUMENT", "DESCRIBES", Root)];

    private SpdxDocument(PackedPackage package, RestoredProject project, Utf8JsonWriter json) => (_package, _project, _json) = (package, project, json);

    public static byte[] Write(PackedPackage package, RestoredProject project, DateTimeOffset created)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            new SpdxDocument(package, project, json).Write(created);
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private void Write(DateTimeOffset created)
    {
        _json.WriteStartObject();
        _json.WriteString("spdxVersion", "SPDX-2.3");
        _json.WriteString("dataLicense", "CC0-1.0");
        _json.WriteString("SPDXID", "SPDXRef-DOCUMENT");
        _json.WriteString("name", $"{_package.Id} {_package.Version}");
        // Of every content its own, and no place in the web.
        _json.WriteString("documentNamespace", $"urn:sha256:{_package.Sha256}");
        _json.WriteStartObject("creationInfo");
        _json.WriteString("created", created.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        WriteList("creators", [$"Organization: {_package.Authors}", "Tool: PackageBill"]);
        _json.WriteEndObject();
        WritePackages();
        WriteFiles();
        WriteRelationships();
        _json.WriteEndObject();
    }

    private void WritePackages()
    {
        _json.WriteStartArray("packages");
        WriteOwn();
        HashSet<PackageId> needed = Needed();
        HashSet<PackageId> others = [.. needed, .. _package.Contained, .. _project.Packages.Keys];
        foreach (PackageId other in others.OrderBy(static other => $"{other.Name}/{other.Version}", StringComparer.Ordinal))
        {
            WriteOther(other);
            if (_package.Contained.Contains(other)) _relationships.Add((Root, "CONTAINS", Reference(other)));
            if (_package.Dependencies.Contains(other)) _relationships.Add((Root, "DEPENDS_ON", Reference(other)));
            if (needed.Contains(other)) _relationships.AddRange(_project.NeedsOf(other).Select(need => (Reference(other), "DEPENDS_ON", Reference(need))));
            else if (!_package.Contained.Contains(other)) _relationships.Add((Reference(other), "BUILD_DEPENDENCY_OF", Root));
        }

        _json.WriteEndArray();
    }

    /// <summary>What comes along with the package: its dependencies, theirs, and so on.</summary>
    private HashSet<PackageId> Needed()
    {
        var needed = new HashSet<PackageId>();
        var waiting = new Queue<PackageId>(_package.Dependencies);
        while (waiting.TryDequeue(out PackageId next))
        {
            if (!needed.Add(next)) continue;
            foreach (PackageId need in _project.NeedsOf(next)) waiting.Enqueue(need);
        }

        return needed;
    }

    private static string Reference(PackageId package) => $"SPDXRef-{package.Name.Replace('_', '-')}-{package.Version.Replace('+', '-')}";

    private void WriteOwn()
    {
        _json.WriteStartObject();
        WriteHead(Root, new PackageId(_package.Id, _package.Version), _package.License, _package.Copyright, filesAnalyzed: true);
        _json.WriteString("supplier", $"Organization: {_package.Authors}");
        _json.WriteString("packageFileName", _package.FileName);
        WriteChecksums(("SHA256", _package.Sha256));
        _json.WriteStartObject("packageVerificationCode");
        _json.WriteString("packageVerificationCodeValue", VerificationCode());
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    /// <summary>The hash of all files' hashes in their order, which is how SPDX tells one content from another.</summary>
    private string VerificationCode()
    {
        string all = string.Concat(_package.Files.Select(static file => file.Sha1).Order(StringComparer.Ordinal));
#pragma warning disable CA5350 // SPDX says so.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.ASCII.GetBytes(all)));
#pragma warning restore CA5350
    }

    private void WriteOther(PackageId other)
    {
        // What was not restored is one of this packing.
        string license = _project.Packages.TryGetValue(other, out RestoredPackage? restored) ? restored.License : _package.License;
        _json.WriteStartObject();
        WriteHead(Reference(other), other, license.Length > 0 ? license : Unknown, Unknown, filesAnalyzed: false);
        _json.WriteEndObject();
    }

    private void WriteHead(string id, PackageId package, string license, string copyright, bool filesAnalyzed)
    {
        _json.WriteString("SPDXID", id);
        _json.WriteString("name", package.Name);
        _json.WriteString("versionInfo", package.Version);
        _json.WriteString("downloadLocation", Unknown);
        _json.WriteBoolean("filesAnalyzed", filesAnalyzed);
        _json.WriteString("licenseConcluded", Unknown);
        _json.WriteString("licenseDeclared", license);
        _json.WriteString("copyrightText", copyright);
        _json.WriteStartArray("externalRefs");
        _json.WriteStartObject();
        _json.WriteString("referenceCategory", "PACKAGE-MANAGER");
        _json.WriteString("referenceType", "purl");
        _json.WriteString("referenceLocator", $"pkg:nuget/{package.Name}@{package.Version}");
        _json.WriteEndObject();
        _json.WriteEndArray();
    }

    private void WriteFiles()
    {
        _json.WriteStartArray("files");
        for (int index = 0; index < _package.Files.Length; index++)
        {
            PackedFile file = _package.Files[index];
            string id = string.Create(CultureInfo.InvariantCulture, $"SPDXRef-File-{index}");
            _json.WriteStartObject();
            _json.WriteString("SPDXID", id);
            _json.WriteString("fileName", $"./{file.Name}");
            WriteChecksums(("SHA1", file.Sha1), ("SHA256", file.Sha256));
            _json.WriteString("licenseConcluded", Unknown);
            WriteList("licenseInfoInFiles", [Unknown]);
            _json.WriteString("copyrightText", Unknown);
            _json.WriteEndObject();
            _relationships.Add((Root, "CONTAINS", id));
        }

        _json.WriteEndArray();
    }

    private void WriteRelationships()
    {
        _json.WriteStartArray("relationships");
        foreach ((string from, string kind, string to) in _relationships)
        {
            _json.WriteStartObject();
            _json.WriteString("spdxElementId", from);
            _json.WriteString("relationshipType", kind);
            _json.WriteString("relatedSpdxElement", to);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteChecksums(params ReadOnlySpan<(string Algorithm, string Value)> checksums)
    {
        _json.WriteStartArray("checksums");
        foreach ((string algorithm, string value) in checksums)
        {
            _json.WriteStartObject();
            _json.WriteString("algorithm", algorithm);
            _json.WriteString("checksumValue", value);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteList(string name, ReadOnlySpan<string> values)
    {
        _json.WriteStartArray(name);
        foreach (string value in values) _json.WriteStringValue(value);
        _json.WriteEndArray();
    }
}
