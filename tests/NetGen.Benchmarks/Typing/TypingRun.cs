using System.Collections.Immutable;
using System.Globalization;
using System.Text;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

using NetGen.Analyzers;
using NetGen.Benchmarks.Reporting;
using NetGen.TestHelpers;

namespace NetGen.Benchmarks.Typing;

/// <summary>What generator and analyzers cost at every key, as the compiler itself accounts for them.</summary>
internal static class TypingRun
{
    private const string Section = "typing";

    /// <summary>An editor runs for hours: what is measured has been compiled by then, and by the better of the two JIT tiers.</summary>
    public const int WarmUp = 100;

    /// <summary>Measures and reports, in a process whose memory is collected as in an editor.</summary>
    /// <param name="keys">Keys that count, for each file.</param>
    /// <param name="warmUp">Keys before them.</param>
    /// <param name="markdown">The document whose section is replaced; null for none.</param>
    /// <param name="output">Where the table goes, row by row.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(int keys, int warmUp, string? markdown, TextWriter output)
    {
        if (!EditorProcess.IsThis) return await EditorProcess.RunAsync(keys, warmUp, markdown, output).ConfigureAwait(false);
        StringBuilder table = new();
        Write($"{Machine.Describe()}. {EditorProcess.Collector}. Milliseconds per key; {keys} keys.\n\n");
        Write($"| file, and where the keys go | analyzers, median | 95th percentile | generator, median | 95th percentile |\n|---|---:|---:|---:|---:|\n");
        foreach (TypedFile file in TypedFile.All)
        {
            TypingTimes times = await MeasureAsync(file, keys, warmUp).ConfigureAwait(false);
            Write($"| {file.Name} | {At(times.Analyzers, 0.5):F2} | {At(times.Analyzers, 0.95):F2} ");
            Write($"| {At(times.Generator, 0.5):F2} | {At(times.Generator, 0.95):F2} |\n");
        }

        if (markdown is not null) MarkdownSection.Update(markdown, Section, table.ToString());
        return ExitCode.Success;

        void Write(FormattableString text)
        {
            string written = text.ToString(CultureInfo.InvariantCulture);
            table.Append(written);
            output.Write(written);
            output.Flush();
        }
    }

    /// <summary>Types into a file: each key makes a new compilation, in which the generator and then the analyzers run.</summary>
    internal static async Task<TypingTimes> MeasureAsync(TypedFile file, int keys, int warmUp)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new NetGen.Generator.NetworkGenerator().AsSourceGenerator()], parseOptions: GeneratorRunner.ParseOptions);
        CSharpCompilation compilation = GeneratorRunner.CreateCompilation(file.Text(0));
        List<double> generator = [];
        List<double> analyzers = [];
        for (int key = 0; key < warmUp + keys; key++)
        {
            SyntaxTree before = compilation.SyntaxTrees[0];
            SyntaxTree typed = CSharpSyntaxTree.ParseText(file.Text(key), GeneratorRunner.ParseOptions, before.FilePath, Encoding.UTF8);
            compilation = compilation.ReplaceSyntaxTree(before, typed);
            driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation whole, out _);
            double analysis = await AnalyzeAsync(whole, typed).ConfigureAwait(false);
            if (key < warmUp) continue;
            generator.Add(driver.GetRunResult().Results.Length == 1 ? driver.GetTimingInfo().GeneratorTimes[0].ElapsedTime.TotalMilliseconds : double.NaN);
            analyzers.Add(analysis);
        }

        generator.Sort();
        analyzers.Sort();
        return new TypingTimes(analyzers, generator);
    }

    /// <summary>Milliseconds that the analyzers take for the file that is typed in, once the compiler knows its declarations.</summary>
    private static async Task<double> AnalyzeAsync(Compilation compilation, SyntaxTree typed)
    {
        ImmutableArray<DiagnosticAnalyzer> all = [new NetworkDeclarationAnalyzer(), new TrainingWithoutLossAnalyzer(), new TrainingCallAnalyzer()];
        SemanticModel model = compilation.GetSemanticModel(typed);
        _ = model.GetDiagnostics();
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers(
            all, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        AnalysisResult result = await analysis.GetAnalysisResultAsync(model, filterSpan: null, CancellationToken.None).ConfigureAwait(false);
        return all.Sum(analyzer => result.AnalyzerTelemetryInfo.TryGetValue(analyzer, out var telemetry) ? telemetry.ExecutionTime.TotalMilliseconds : 0);
    }

    private static double At(IReadOnlyList<double> sorted, double share) => sorted[(int)Math.Min(sorted.Count - 1, Math.Floor(share * sorted.Count))];
}

/// <summary>Milliseconds for each key, ascending.</summary>
internal sealed record TypingTimes(IReadOnlyList<double> Analyzers, IReadOnlyList<double> Generator);
