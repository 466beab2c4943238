using System.Text.Json;
using System.Text.Json.Nodes;

namespace NetGen.Tool.Networks;

/// <summary>
/// A compiler's log in SARIF 2.1.0, of which NetGen's rules alone are kept. What the compiler itself reports stays out, and so do other analyzers, which
/// have logs of their own;
/// what the user's code suppresses stays in, marked as such.
/// </summary>
internal sealed class CompilerLog
{
    private const string OwnRules = "NG";
    private const string RootName = "SRCROOT";

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    private readonly JsonObject _log;

    /// <summary>Reads a log.</summary>
    /// <param name="text">What the compiler wrote.</param>
    /// <param name="root">Paths are given relative to this folder, as who shows them beside a repository's files asks.</param>
    public CompilerLog(string text, string root)
    {
        _log = JsonNode.Parse(text)!.AsObject();
        var rootAddress = new Uri(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) + Path.DirectorySeparatorChar);
        List<CheckFinding> findings = [];
        foreach (JsonObject run in Runs)
        {
            KeepOwnRules(run);
            MakeRelative(run, rootAddress);
            run["originalUriBaseIds"] = new JsonObject { [RootName] = new JsonObject { ["uri"] = rootAddress.AbsoluteUri } };
            JsonArray rules = RulesOf(run);
            findings.AddRange(Results(run).Where(static result => result["suppressions"] is not JsonArray { Count: > 0 })
                .Select(result => Read(result, rules)));
        }

        Findings = [.. findings.Distinct().OrderBy(static finding => finding.File, StringComparer.Ordinal).ThenBy(static finding => finding.Line)
            .ThenBy(static finding => finding.Column)];
    }

    /// <summary>What is to be shown, in the order of files and lines: nothing that is suppressed.</summary>
    public IReadOnlyList<CheckFinding> Findings { get; }

    private IEnumerable<JsonObject> Runs => _log["runs"]!.AsArray().Select(static run => run!.AsObject());

    /// <summary>The log as a file.</summary>
    public string ToText() => _log.ToJsonString(s_indented) + "\n";

    /// <summary>Results name their rule by its place, so the places are counted anew.</summary>
    private static void KeepOwnRules(JsonObject run)
    {
        JsonNode?[] all = [.. RulesOf(run)];
        JsonNode[] own = [.. all.OfType<JsonNode>().Where(static rule => IsOwn(rule["id"]))];
        RulesOf(run).Clear();
        foreach (JsonNode rule in own) RulesOf(run).Add(rule);
        JsonObject[] results = [.. Results(run)];
        run["results"]!.AsArray().Clear();
        foreach (JsonObject result in results.Where(static result => IsOwn(result["ruleId"])))
        {
            if (result["ruleIndex"] is { } place) result["ruleIndex"] = Array.IndexOf(own, all[place.GetValue<int>()]);
            run["results"]!.AsArray().Add(result);
        }

        // What the compiler was told on the command line is about rules by their former places.
        run.Remove("invocations");
    }

    private static void MakeRelative(JsonNode? node, Uri root)
    {
        if (node is JsonArray list)
        {
            foreach (JsonNode? item in list) MakeRelative(item, root);
        }
        else if (node is JsonObject item)
        {
            if (item["artifactLocation"] is JsonObject place && place["uri"]?.GetValue<string>() is { } address
                && Uri.TryCreate(address, UriKind.Absolute, out Uri? absolute) && root.IsBaseOf(absolute))
            {
                place["uri"] = root.MakeRelativeUri(absolute).ToString();
                place["uriBaseId"] = RootName;
            }

            foreach ((string _, JsonNode? child) in item) MakeRelative(child, root);
        }
    }

    private static CheckFinding Read(JsonObject result, JsonArray rules)
    {
        JsonNode? place = result["locations"]?.AsArray().FirstOrDefault()?["physicalLocation"];
        string rule = result["ruleId"]!.GetValue<string>();
        JsonNode? described = rules.FirstOrDefault(candidate => candidate!["id"]!.GetValue<string>() == rule);
        return new CheckFinding(
            rule,
            result["level"]?.GetValue<string>() switch
            {
                "error" => FindingSeverity.Error,
                "note" => FindingSeverity.Info,
                "none" =>
                FindingSeverity.Hint,
                _ => FindingSeverity.Warning
            },
            Uri.UnescapeDataString(place?["artifactLocation"]?["uri"]?.GetValue<string>() ?? ""),
            place?["region"]?["startLine"]?.GetValue<int>() ?? 0,
            place?["region"]?["startColumn"]?.GetValue<int>() ?? 0,
            result["message"]!["text"]!.GetValue<string>(),
            described?["helpUri"]?.GetValue<string>());
    }

    private static bool IsOwn(JsonNode? rule) => rule?.GetValue<string>().StartsWith(OwnRules, StringComparison.Ordinal) == true;

    private static JsonArray RulesOf(JsonObject run) => run["tool"]!["driver"]!["rules"]!.AsArray();

    private static IEnumerable<JsonObject> Results(JsonObject run) => run["results"]!.AsArray().Select(static result => result!.AsObject());
}

/// <summary>How much a finding matters, from the least on.</summary>
internal enum FindingSeverity
{
    Hint,
    Info,
    Warning,
    Error,
}

/// <summary>What a rule says of a place.</summary>
/// <param name="Rule">NG1001 ...</param>
/// <param name="Severity">As the project's settings have it.</param>
/// <param name="File">Relative to the folder in which the command runs; nothing where it has no place.</param>
/// <param name="Line">Counted from 1; 0 for none.</param>
/// <param name="Column">Counted from 1; 0 for none.</param>
/// <param name="Message">In words.</param>
/// <param name="Link">The rule's page; null where it has none.</param>
internal sealed record CheckFinding(string Rule, FindingSeverity Severity, string File, int Line, int Column, string Message, string? Link)
{
    /// <summary>File, line and column, as editors and build servers find them.</summary>
    public string Where => File.Length == 0 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
}
