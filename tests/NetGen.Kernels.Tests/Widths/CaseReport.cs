using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Widths;

/// <summary>What a child process said about each case.</summary>
internal sealed class CaseReport
{
    public const string Begin = "begin";
    public const string Failure = "failure";
    public const string End = "end";

    private readonly Dictionary<string, List<string>> _failures = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);
    private readonly ChildResult _result;

    public CaseReport(ChildResult result)
    {
        _result = result;
        foreach (string line in result.Output.Split('\n'))
        {
            string[] parts = line.Split(' ', 3);
            if (parts[0] == End) _ended.Add(parts[1]);
            if (parts[0] != Failure) continue;
            if (!_failures.TryGetValue(parts[1], out List<string>? failures)) _failures.Add(parts[1], failures = []);
            failures.Add(parts[2]);
        }
    }

    /// <summary>The first line: which vectors the process had.</summary>
    public string Vectors => _result.Output.Split('\n')[0];

    /// <summary>Whether a case came to its end.</summary>
    public bool HasEnded(string name) => _ended.Contains(name);

    /// <summary>What is wrong with a case; empty if nothing is.</summary>
    public IReadOnlyList<string> FailuresOf(string name)
    {
        List<string> failures = [.. _failures.GetValueOrDefault(name) ?? []];
        if (!_ended.Contains(name))
        {
            string[] unfinished = [.. _result.Output.Split('\n').Where(line => line.StartsWith(Begin, StringComparison.Ordinal)).Select(line => line.Split(' ')[1]).Except(_ended)];
            failures.Add($"The process ended with code {_result.ExitCode} while running {string.Join(", ", unfinished)}: {_result.Errors}");
        }

        return failures;
    }
}
