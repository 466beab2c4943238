using System.Globalization;
using System.Reflection;
using System.Text;

using Xunit;

namespace NetGen.Samples.Tests;

/// <summary>
/// The pages for who comes from another framework: its names, what each is called here, and what there is not. They are made from a list of its names
/// and from what the library has; a name that is found here without being told has the same name.
/// </summary>
public sealed class ComingFromTests
{
    private const string Update = "NETGEN_UPDATE_NAMES";

    private static readonly Assembly[] s_assemblies =
        [typeof(LayerAttribute).Assembly, typeof(NetGen.Tables.Table).Assembly, typeof(NetGen.Images.ImageFolder).Assembly, typeof(NetGen.Reports.HtmlReport).Assembly, typeof(NetGen.Logging.TrainingLogger).Assembly];

    private static readonly ILookup<string, Type> s_types = s_assemblies.SelectMany(static assembly => assembly.GetExportedTypes()).ToLookup(static type => type.Name.Split('`')[0], StringComparer.Ordinal);

    private static readonly string s_root = Repository.Root;

    public static TheoryData<string, string> Frameworks => new() { { "Keras", "keras" }, { "PyTorch", "pytorch" } };

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void ThePageSaysWhatThereIs(string framework, string file)
    {
        string path = Path.Combine(s_root, "docs", $"coming-from-{file}.md");
        string page = Page(framework, File.ReadAllLines(Path.Combine(s_root, "tests", "NetGen.Samples.Tests", "Names", $"{file}.txt")), File.ReadAllText(path).ReplaceLineEndings("\n"));
        if (Environment.GetEnvironmentVariable(Update) is not null) File.WriteAllText(path, page);
        Assert.Equal(page, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    /// <summary>What stands on the page by hand, up to the tables, and behind it what follows from the list.</summary>
    private static string Page(string framework, string[] lines, string before)
    {
        const string Mark = "<!-- names: written by ComingFromTests -->\n";
        int mark = before.IndexOf(Mark, StringComparison.Ordinal);
        Assert.True(mark >= 0, "The page does not say where the tables begin.");
        var text = new StringBuilder(before[..mark] + Mark);
        int known = 0;
        int all = 0;
        foreach ((string group, List<(string Name, string? Here)> names) in Groups(lines))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {framework}'s {group}\n\n");
            (string Name, string? Here)[] found = [.. names.Where(static name => name.Here is not null)];
            if (found.Length > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {framework} | NetGen |\n|---|---|\n");
                foreach (IGrouping<string, (string Name, string? Here)> here in found.GroupBy(static name => name.Here!, StringComparer.Ordinal))
                    text.Append(CultureInfo.InvariantCulture, $"| {string.Join(", ", here.Select(static name => $"`{name.Name}`"))} | `{here.Key}` |\n");
            }

            string[] missing = [.. names.Where(static name => name.Here is null).Select(static name => $"`{name.Name}`")];
            if (missing.Length > 0) text.Append(CultureInfo.InvariantCulture, $"{(found.Length > 0 ? "\n" : "")}Not here: {string.Join(", ", missing)}.\n");
            known += found.Length;
            all += names.Count;
        }

        return text.Append(CultureInfo.InvariantCulture, $"\n{known} of {all} names.\n").ToString();
    }

    private static IEnumerable<(string Group, List<(string Name, string? Here)> Names)> Groups(string[] lines)
    {
        List<(string, string?)> names = [];
        string group = "";
        foreach (string line in lines)
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                if (names.Count > 0) yield return (group, names);
                (group, names) = (line[2..], []);
                continue;
            }

            string[] parts = line.Split(" = ");
            names.Add((parts[0], parts.Length == 1 ? SameName(group, parts[0]) : Named(parts[1])));
        }

        yield return (group, names);
    }

    /// <summary>A name that the list gives has to exist, unless a question mark says that it may come.</summary>
    private static string? Named(string here)
    {
        if (here == "none") return null;
        bool mayCome = here.EndsWith('?');
        here = here.TrimEnd('?');
        if (Exists(here)) return here;
        Assert.True(mayCome, $"There is no {here}.");
        return null;
    }

    private static string? SameName(string group, string name)
    {
        bool isAttribute = group is "layers" or "losses" or "nn" or "initializers" or "activations" or "init";
        if (isAttribute) return Exists($"[{name}]") ? $"[{name}]" : null;
        return group is "optimizers" or "optim" && Exists(name) ? name : null;
    }

    private static bool Exists(string here)
    {
        if (here.StartsWith('[')) return s_types[here.Trim('[', ']') + "Attribute"].Any();
        string[] parts = here.Split('.');
        if (here.StartsWith("NetGen.Metrics.", StringComparison.Ordinal)) return s_types[parts[^1]].Any(static type => type.Namespace == "NetGen.Metrics");
        return s_types[parts[0]].Any(type => parts.Length == 1 || type.GetMember(parts[1], BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.FlattenHierarchy).Length > 0);
    }
}
