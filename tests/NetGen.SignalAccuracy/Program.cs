using System.Globalization;

using NetGen.SignalAccuracy;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const string Usage = "Usage: NetGen.SignalAccuracy [--seeds N] [--only NAME] [--markdown FILE]";
int? seeds = null;
string? only = null;
string? markdown = null;
for (int index = 0; index < args.Length; index += 2)
{
    string? value = index + 1 < args.Length ? args[index + 1] : null;
    bool isKnown = value is not null && args[index] switch
    {
        "--seeds" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && (seeds = count) > 0,
        "--only" => (only = value) is not null,
        "--markdown" => (markdown = value) is not null,
        _ => false,
    };
    if (isKnown) continue;
    Console.Error.WriteLine(Usage);
    return 2;
}

AccuracyCase[] cases = [.. AccuracyCatalog.Cases.Where(entry => entry.Inputs.IsHere && (only is null || entry.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))];
List<(AccuracyCase Case, NetworkAccuracy Result)> results = [];
foreach ((AccuracyCase entry, NetworkAccuracy result) in AccuracyCatalog.Measure(cases, seeds))
{
    results.Add((entry, result));
    Console.WriteLine(AccuracyReport.Line(entry, result));
    if (only is not null) Console.WriteLine(AccuracyReport.Details(result));
}

if (markdown is not null) File.WriteAllText(markdown, AccuracyReport.Markdown(results));
Console.WriteLine(AccuracyReport.Verdict(results));
return results.Exists(result => AccuracyReport.IsOutside(result.Case, result.Result)) ? 1 : 0;
