using System.Globalization;

using NetGen.SignalAccuracy;
using NetGen.TestHelpers;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (MeasuringArguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine($"Usage: NetGen.SignalAccuracy {MeasuringArguments.Usage}");
    return 2;
}

(int? seeds, string? only, string? markdown) = arguments;

AccuracyCase[] cases = [.. AccuracyCatalog.Cases.Where(entry => entry.Inputs.IsHere && (only is null || entry.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))];
if (cases.Length == 0)
{
    Console.Error.WriteLine($"error: no network's name contains '{only}'.");
    return 2;
}

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
