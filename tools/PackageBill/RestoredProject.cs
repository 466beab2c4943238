using System.Text.Json;
using System.Xml.Linq;

namespace NetGen.PackageBill;

/// <summary>A package that was restored.</summary>
/// <param name="License">As it declares it; an empty text where it declares none by its name.</param>
/// <param name="Needs">The names of the packages that it needs itself, for any of the frameworks.</param>
internal sealed record RestoredPackage(string License, HashSet<string> Needs);

/// <summary>What was restored to build a package: its project's packages, and those of the projects that it refers to.</summary>
internal sealed record RestoredProject(IReadOnlyDictionary<PackageId, RestoredPackage> Packages)
{
    private static readonly StringComparer s_names = StringComparer.OrdinalIgnoreCase;

    /// <summary>Reads it from the folder that has one of each project.</summary>
    public static RestoredProject Read(string intermediate, string project)
    {
        var packages = new Dictionary<PackageId, RestoredPackage>();
        var waiting = new Queue<string>([project]);
        var read = new HashSet<string>(StringComparer.Ordinal);
        while (waiting.TryDequeue(out string? next))
        {
            if (!read.Add(next)) continue;
            using JsonDocument assets = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(intermediate, next, "project.assets.json")));
            string[] folders = [.. assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(static folder => folder.Name)];
            foreach (JsonProperty library in assets.RootElement.GetProperty("libraries").EnumerateObject())
            {
                PackageId id = PackageId.Parse(library.Name);
                if (library.Value.GetProperty("type").GetString() == "project") waiting.Enqueue(id.Name);
                else packages.TryAdd(id, new RestoredPackage(License(folders, library.Value.GetProperty("path").GetString()!, id.Name), new(s_names)));
            }

            AddNeeds(assets.RootElement.GetProperty("targets"), packages);
        }

        return new RestoredProject(packages);
    }

    private static void AddNeeds(JsonElement targets, Dictionary<PackageId, RestoredPackage> packages)
    {
        foreach (JsonProperty library in targets.EnumerateObject().SelectMany(static target => target.Value.EnumerateObject()))
        {
            if (!packages.TryGetValue(PackageId.Parse(library.Name), out RestoredPackage? package)) continue;
            if (!library.Value.TryGetProperty("dependencies", out JsonElement needs)) continue;
            package.Needs.UnionWith(needs.EnumerateObject().Select(static need => need.Name));
        }
    }

    /// <summary>The packages that a package needs, in the versions that were restored.</summary>
    public IEnumerable<PackageId> NeedsOf(PackageId package)
        => Packages.TryGetValue(package, out RestoredPackage? restored) ? Packages.Keys.Where(other => restored.Needs.Contains(other.Name)) : [];

    private static string License(string[] folders, string path, string name)
    {
        string? manifest = folders.Select(folder => Path.Combine(folder, path, $"{name}.nuspec".ToLowerInvariant())).FirstOrDefault(File.Exists);
        if (manifest is null) return "";
        IEnumerable<XElement> licenses = XDocument.Load(manifest).Descendants().Where(static element => element.Name.LocalName == "license");
        return licenses.FirstOrDefault(static license => license.Attribute("type")?.Value == "expression")?.Value ?? "";
    }
}
