using System.Text;
using System.Text.Json;

using NetGen.Benchmarks.Comparing;
using NetGen.Benchmarks.Reporting;
using NetGen.Benchmarks.Works;

using Xunit;

namespace NetGen.Benchmarks.Tests;

/// <summary>The whole run, without peers.</summary>
public sealed class ComparisonTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("netgen-compare-test-").FullName;

    private string Json => Path.Combine(_directory, "rows.json");

    private string Markdown => Path.Combine(_directory, "page.md");

    private CompareOptions Options => new() { Json = Json, Markdown = Markdown, All = true, Works = ["xor"], Batches = [1], Threads = [1], Peers = [], Seconds = 0.001 };

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_run_writes_all_of_its_rows()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        Assert.Equal(ExitCode.Success, Comparison.Run(Options, output, errors, CancellationToken.None));
        Assert.Equal(["inference", "step-sgd", "step-adam", "step-adamw"], Modes());
        Assert.Contains("| xor | 1 | step-adamw | 1 |", File.ReadAllText(Markdown), StringComparison.Ordinal);
        Assert.Contains("[1/4] xor, batch 1, inference", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("[4/4] xor, batch 1, step-adamw; about", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_stopped_writes_what_it_has()
    {
        using var stop = new CancellationTokenSource();
        using var output = new Watched(static line => line.Contains("step-sgd", StringComparison.Ordinal), stop.Cancel);
        using var errors = new StringWriter();
        Assert.Equal(ExitCode.Stopped, Comparison.Run(Options, output, errors, stop.Token));
        Assert.Equal(["inference", "step-sgd"], Modes());
        string page = File.ReadAllText(Markdown);
        Assert.Contains("| xor | 1 | step-sgd | 1 |", page, StringComparison.Ordinal);
        Assert.DoesNotContain("step-adam", page, StringComparison.Ordinal);
        Assert.EndsWith("stopped: 2 rows were measured.", errors.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_stopped_at_once_leaves_the_page_alone()
    {
        File.WriteAllText(Markdown, "# Page\n");
        Assert.Equal(ExitCode.Stopped, Comparison.Run(Options, TextWriter.Null, TextWriter.Null, new CancellationToken(canceled: true)));
        Assert.Empty(Modes());
        Assert.Equal("# Page\n", File.ReadAllText(Markdown));
    }

    [Fact]
    public void What_is_left_is_estimated_by_what_is_done()
    {
        var clock = new Clock();
        var progress = new Progress(5, clock);
        var comparison = new ComparisonCase(WorkCatalog.Find("xor"), 8, Mode.StepSgd);
        Assert.Equal("[1/5] xor, batch 8, step-sgd", progress.Begin(comparison));
        clock.Now += TimeSpan.FromSeconds(20);
        Assert.EndsWith("; about 80 s left", progress.Begin(comparison), StringComparison.Ordinal);
        clock.Now += TimeSpan.FromSeconds(100);
        Assert.Equal("[3/5] xor, batch 8, step-sgd; about 3 min left", progress.Begin(comparison));
    }

    [Fact]
    public void The_machine_has_its_caches()
    {
        foreach ((string index, string level, string type, string size) in new[] { ("0", "1", "Data", "48K"), ("1", "1", "Instruction", "32K"), ("2", "2", "Unified", "1024K"), ("3", "3", "Unified", "32768K") })
        {
            string folder = Directory.CreateDirectory(Path.Combine(_directory, $"index{index}")).FullName;
            File.WriteAllText(Path.Combine(folder, "level"), $"{level}\n");
            File.WriteAllText(Path.Combine(folder, "type"), $"{type}\n");
            File.WriteAllText(Path.Combine(folder, "size"), $"{size}\n");
        }

        Directory.CreateDirectory(Path.Combine(_directory, "index4"));
        Assert.Equal(", L1d 48K, L2 1024K, L3 32768K", Machine.Caches(_directory));
        Assert.Empty(Machine.Caches(Path.Combine(_directory, "nowhere")));
    }

    private string[] Modes()
    {
        using JsonDocument rows = JsonDocument.Parse(File.ReadAllText(Json));
        return [.. rows.RootElement.EnumerateArray().Select(static row => row.GetProperty("mode").GetString()!)];
    }

    /// <summary>Does something when a line is written.</summary>
    private sealed class Watched(Func<string, bool> isIt, Action then) : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value is not null && isIt(value)) then();
        }
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
