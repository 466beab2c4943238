using System.Text.Json;

using NetGen.Benchmarks.Comparing;
using NetGen.Benchmarks.Reporting;

using Xunit;

namespace NetGen.Benchmarks.Tests;

public sealed class ReportTests
{
    private static readonly ComparisonRow Full = new("convnet", 50, "inference", 1, 0.004, "onnxruntime", 0.006, 1.5) { PeerVariant = "cpu" };
    private static readonly ComparisonRow Alone = new("xor", 1, "inference", 2, 1e-8, null, null, null);

    [Fact]
    public void JsonIsAnArrayOfRowsThatAllHaveTheSameMembers()
    {
        using JsonDocument document = JsonDocument.Parse(JsonReport.Write([Full, Alone]));
        JsonElement[] rows = [.. document.RootElement.EnumerateArray()];
        Assert.Equal(2, rows.Length);
        string[] members = ["work", "batch", "mode", "threads", "netgenSeconds", "peer", "peerSeconds", "ratio"];
        Assert.All(rows, row => Assert.Equal(members, row.EnumerateObject().Select(static member => member.Name).Take(members.Length)));
        Assert.Equal("convnet", rows[0].GetProperty("work").GetString());
        Assert.Equal(50, rows[0].GetProperty("batch").GetInt32());
        Assert.Equal(1.5, rows[0].GetProperty("ratio").GetDouble());
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("peer").ValueKind);
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("ratio").ValueKind);
    }

    [Fact]
    public void ASectionIsReplacedAndTheTextAroundItStays()
    {
        string document = MarkdownSection.Replace("# Title\n\nBefore.\n", "compare", "old\n");
        document += "\nBehind.\n";
        Assert.Equal("# Title\n\nBefore.\n\n<!-- compare: begin -->\nnew\n<!-- compare: end -->\n\nBehind.\n", MarkdownSection.Replace(document, "compare", "new\n"));
    }

    [Fact]
    public void SectionsDoNotMix()
    {
        string document = MarkdownSection.Replace(MarkdownSection.Replace("# Title\n", "compare", "a\n"), "startup", "b\n");
        Assert.Equal(document.Replace("a\n", "c\n", StringComparison.Ordinal), MarkdownSection.Replace(document, "compare", "c\n"));
    }

    [Fact]
    public void AMarkerWithoutItsPartnerIsAnError() =>
        Assert.Throws<InvalidDataException>(static () => MarkdownSection.Replace("<!-- compare: end -->\n<!-- compare: begin -->\n", "compare", "new\n"));

    [Fact]
    public void FiguresStandBesideTheirGoals()
    {
        string tables = MarkdownReport.Tables([Full, Alone], ["somebody 1.0"]);
        Assert.Contains("| 50 | inference | 1 | 4.00 ms | onnxruntime | 1.50 | 1.4 |", tables, StringComparison.Ordinal);
        Assert.Contains("| 1 | inference | 2 | 10.0 ns | - | - | 10.0 ns |", tables, StringComparison.Ordinal);
        Assert.Contains("| convnet | 50 | inference | 1 | 4.00 ms | onnxruntime (cpu) | 6.00 ms | 1.50 |", tables, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.25e-8, "12.5 ns")]
    [InlineData(0.00025, "250.0 us")]
    [InlineData(0.0333, "33.30 ms")]
    [InlineData(2, "2.00 s")]
    public void TimesHaveASuitableUnit(double seconds, string text) => Assert.Equal(text, RowText.Seconds(seconds));
}
