using System.Text.RegularExpressions;
using System.Xml.Linq;

using Xunit;

namespace NetGen.Reports.Tests;

public sealed partial class ChartTests
{
    private static readonly double[] s_places = [1, 2, 3, 4];

    /// <summary>Curves with a band: names and numbers are text on the page, and the picture is said in words.</summary>
    [Fact]
    public void ACurveHasItsNamesAndNumbersBelowIt()
    {
        Chart chart = new Chart("Accuracy") { Description = "Both rise.", XLabel = "step", YLabel = "share" }
            .Add(new ChartLine("broad < narrow", s_places, [0.1, 0.5, 0.7, 0.8]) { Low = [0, 0.4, 0.6, 0.7], High = [0.2, 0.6, 0.8, 0.9] })
            .Add(new ChartLine("predicted", s_places, [0.2, double.NaN, 0.4, 0.5]) { IsReference = true });
        XElement page = Page(new ReportSection("Curves").AddParagraph("Words & more.", "Seen:").Add(chart).AddTable(["a", "b"], [["x", "1"]]));
        Assert.Equal("Accuracy. Both rise.", Pictures(page).Single().Attribute("aria-label")!.Value);
        Assert.Equal(["broad < narrow", "predicted"], page.Descendants("li").Select(static name => name.Value.Trim()));
        Assert.Equal(["step", "broad < narrow", "predicted", "1", "0.1 (0 to 0.2)", "0.2"], page.Descendants("details").Single().Descendants().Where(static cell => cell.Name.LocalName is "th" or "td").Take(6).Select(static cell => cell.Value));
        Assert.Contains("NaN", page.Descendants("details").Single().Value, StringComparison.Ordinal);
        Assert.Contains(page.Descendants("p"), static paragraph => paragraph.Value == "Seen: Words & more.");
        Assert.Equal("x1", page.Descendants("tbody").Last().Value);
    }

    [Fact]
    public void SpreadsTellTheirMomentsBesideThePrediction()
    {
        ChartSpread predicted = new("predicted", [-2, -1, 0, 1, 2], [0, 1, 2, 1, 0]);
        Chart chart = new Chart("Layers").Add(new ChartSpread("h1", [-1, 0, 1], [1, 2, 1]) { Predicted = predicted }).Add(new ChartSpread("h2", [0, 1], [1, 1]));
        XElement page = Page(new ReportSection("Spreads").Add(chart));
        Assert.Equal(["h1", "0", "0.7071", "0", "0.707", "h2", "0.5", "0.5", "-", "-"], page.Descendants("tbody").Single().Descendants().Where(static cell => cell.Name.LocalName is "th" or "td").Select(static cell => cell.Value));
        string svg = Pictures(page).Single().ToString();
        Assert.Contains("h2", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
    }

    /// <summary>A clipping path is found by its name in the whole page: one of a small picture must not cut a large one.</summary>
    [Fact]
    public void PicturesOfAPageDoNotCutEachOther()
    {
        ReportSection section = new("Two");
        foreach (bool isSmall in new[] { false, true }) section.Add(new Chart("line") { IsSmall = isSmall }.Add(new ChartLine("line", s_places, s_places)));
        string page = new HtmlReport("Page").Add(section).ToString();
        string[] names = [.. Name().Matches(page).Select(static match => match.Groups["name"].Value).Where(static name => name.StartsWith('p') && name != "part1")];
        Assert.NotEmpty(names);
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(Reference().Matches(page), match => Assert.Contains(match.Groups["name"].Value, names));
    }

    /// <summary>There are fewer colours than lines may be: where one comes again its stroke is another.</summary>
    [Fact]
    public void NoTwoLinesLookAlike()
    {
        var chart = new Chart("Many");
        for (int line = 0; line < 18; line++) chart.Add(new ChartLine("line " + line, s_places, s_places));
        XElement page = Page(new ReportSection("Lines").Add(chart));
        string[] strokes = [.. page.Descendants("li").Select(static name => name.Elements().First().Elements().First())
            .Select(static stroke => stroke.Attribute("stroke")!.Value + " " + stroke.Attribute("stroke-dasharray")?.Value)];
        Assert.Equal(18, strokes.Length);
        Assert.Distinct(strokes);
    }

    [Fact]
    public void TheSameNumbersGiveTheSameBytes()
    {
        Assert.Equal(Picture(1), Picture(1));
        Assert.NotEqual(Picture(1), Picture(2));
        Assert.Contains("line 1", Picture(1), StringComparison.Ordinal);

        static string Picture(double last) => new Chart("c") { IsLogarithmicX = true, IsLogarithmicY = true, YRange = (0.1, 10), IsOrdered = true }
            .Add(new ChartLine("line 1", s_places, [1, 2, 3, last])).Add(new ChartLine("line 2", s_places, [0, 1, 1, 1])).ToSvg();
    }

    [Fact]
    public void APageHasLinksToItsParts()
    {
        XElement page = Parse(new HtmlReport("Page").AddContents().Add(new ReportSection("First")).Add("Second", "text").ToString());
        Assert.Equal([("#part1", "First"), ("#part2", "Second")], page.Descendants("nav").Single().Descendants("a").Select(static link => (link.Attribute("href")!.Value, link.Value)));
        Assert.Equal(["part1", "part2"], page.Descendants("section").Select(static part => part.Attribute("id")!.Value));
        Assert.Empty(Parse(new HtmlReport("Page").Add("One", "text").ToString()).Descendants("nav"));
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.Throws<ArgumentException>("line", () => new Chart("c").Add(new ChartLine("l", s_places, [1])));
        Assert.Throws<ArgumentException>("line", () => new Chart("c").Add(new ChartLine("l", s_places, s_places) { Low = [1], High = s_places }));
        Assert.Throws<ArgumentException>("spread", () => new Chart("c").Add(new ChartSpread("s", [1, 2], [1, 2]) { Predicted = new ChartSpread("p", [1], []) }));
        Assert.Throws<InvalidOperationException>(() => new Chart("c").Add(new ChartLine("l", [], [])).Add(new ChartSpread("s", [], [])));
    }

    private static XElement Page(ReportSection section) => Parse(new HtmlReport("Page").Add(section).ToString());

    private static IEnumerable<XElement> Pictures(XElement page) => page.Descendants().Where(static element => element.Name.LocalName == "svg" && element.Attribute("role") is not null);

    private static XElement Parse(string page) => XElement.Parse(EmptyElement().Replace(page[page.IndexOf("<html", StringComparison.Ordinal)..], "$0</meta>"));

    [GeneratedRegex("<meta[^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmptyElement();

    [GeneratedRegex("\\sid=\"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    [GeneratedRegex("url\\(#(?<name>[^)]+)\\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();
}
