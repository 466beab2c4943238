using NetGen.Benchmarks.Reporting;

namespace NetGen.Benchmarks.Comparing;

/// <summary>The whole side-by-side run.</summary>
internal static class Comparison
{
    /// <summary>Runs all cases that the options ask for and writes the reports.</summary>
    /// <returns>The exit code: 0 if every result agrees with every peer's.</returns>
    public static int Run(CompareOptions options, TextWriter output, TextWriter errors)
    {
        IReadOnlyList<ComparisonCase> cases = ComparisonCase.Select(options);
        if (cases.Count == 0)
        {
            errors.WriteLine("error: no work has such a batch and mode.");
            return ExitCode.Usage;
        }

        string directory = Directory.CreateTempSubdirectory("netgen-compare-").FullName;
        try
        {
            using PeerSet peers = PeerSet.Start(options.Threads);
            foreach (string missing in peers.Missing) errors.WriteLine($"note: {missing}");
            output.WriteLine($"{Machine.Describe()}; {string.Join("; ", ["NetGen", .. peers.Present])}");
            var rows = new List<ComparisonRow>();
            var problems = new List<string>();
            output.WriteLine(RowText.Header);
            foreach (ComparisonCase comparison in cases)
            {
                using var run = new CaseRun(comparison, options.Threads, peers, directory);
                foreach (ComparisonRow row in run.Run(options.Time))
                {
                    rows.Add(row);
                    output.WriteLine(RowText.Line(row));
                }

                problems.AddRange(run.Problems);
                foreach (string problem in run.Problems) errors.WriteLine($"error: {problem}");
            }

            if (options.Json is not null) File.WriteAllText(options.Json, JsonReport.Write(rows));
            if (options.Markdown is not null) MarkdownReport.Update(options.Markdown, rows, peers);
            return problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
