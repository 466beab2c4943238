using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

using NetGen.Data;
using NetGen.Metrics;

using Xunit;

namespace NetGen.Reports.Tests;

#pragma warning disable format // one line per layer
[Network(28, 28, 1)]
[Flatten]
[Dense(32)] [ReLU]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class PageNet;
#pragma warning restore format

public sealed partial class HtmlReportTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("netgen-test-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>A whole run: curves of each number, the table of confusions, the signal, histograms; and nothing that a browser would have to fetch.</summary>
    [Fact]
    public void APageHasAllOfARunAndNeedsNothingElse()
    {
        string path = Path.Combine(_directory, "report.html");
        TrainingReport report = WritePage(path);
        string page = File.ReadAllText(path);
        Assert.DoesNotMatch(External(), page.Replace("http://www.w3.org/", "", StringComparison.Ordinal));
        XElement html = Parse(page);
        Assert.Equal(["Layers of PageNet", "Training", "On samples for testing", "Signal in PageNet", "Parameters", "Notes"], html.Descendants("h2").Select(static heading => heading.Value));

        // Loss, accuracy, a metric and the learning rate; two histograms for each of two layers.
        string[] pictures = [.. html.Descendants().Where(static element => element.Name.LocalName == "svg").Select(static svg => svg.Attribute("aria-label")!.Value)];
        Assert.Equal(["loss", "accuracy", "top 3 accuracy", "learning rate", "dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias"], pictures);
        Assert.All(html.Descendants().Where(static element => element.Name.LocalName == "svg"), static svg =>
        {
            Assert.NotNull(svg.Attribute("viewBox"));
            Assert.Null(svg.Attribute("width"));
        });

        XElement confusion = html.Descendants("table").Single(static table => (string?)table.Attribute("class") == "confusion");
        Assert.Equal(10, confusion.Element("tbody")!.Elements().Count());
        Assert.Equal(500, confusion.Element("tbody")!.Descendants("td").Where(static cell => cell.Attribute("style") is not null).Sum(static cell => int.Parse(cell.Value, CultureInfo.InvariantCulture)));
        Assert.Contains($"best epoch {report.BestEpoch + 1}", page, StringComparison.Ordinal);
        Assert.Contains("a &lt; b &amp; c", page, StringComparison.Ordinal);
    }

    [Fact]
    public void ReportsAndMeasurementsWriteThemselves()
    {
        var network = new PageNet(seed: 1);
        Dataset data = DrawnDigits.Create(100, seed: 1);
        string path = Path.Combine(_directory, "signal.html");
        network.MeasureSignal(data.Inputs, data.Labels).WriteHtml(path);
        Assert.Contains("dense2", File.ReadAllText(path), StringComparison.Ordinal);
        using Trainer<PageNet> trainer = network.CreateTrainer(new Adam());
        trainer.Fit(data, new FitOptions { Epochs = 1 }).WriteHtml(path);
        Assert.Contains("<svg", File.ReadAllText(path), StringComparison.Ordinal);
        trainer.Fit(data, new FitOptions { Epochs = 0 }).WriteHtml(path);
        Assert.DoesNotContain("<svg", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void SpreadsAreThoseOfTheValues()
    {
        ParameterSpread spread = ParameterSpread.Of([0, 0, 1, 3]);
        Assert.Equal((1.0, 0.0, 3.0), (spread.Mean, spread.Minimum, spread.Maximum));
        Assert.Equal(Math.Sqrt(1.5), spread.Std, 12);
        Assert.Equal((2, 1, 1, 4), (spread.Histogram[0], spread.Histogram[13], spread.Histogram[39], spread.Histogram.Sum()));
        Assert.Equal(1, ParameterSpread.Of([5, float.NaN]).Histogram.Sum());
        Assert.Equal(0, ParameterSpread.Of([float.NaN]).Histogram.Sum());
    }

    private static TrainingReport WritePage(string path)
    {
        var network = new PageNet(seed: 1);
        (Dataset train, Dataset test) = (DrawnDigits.Create(1_000, seed: 1), DrawnDigits.Create(500, seed: 2));
        var parameters = new ParameterHistory();
        using Trainer<PageNet> trainer = network.CreateTrainer(new Adam(0.003));
        TrainingReport report = trainer.Fit(train, new FitOptions
        {
            Epochs = 6,
            Validation = test,
            Metrics = [new TopKAccuracy(3)],
            Schedule = LearningRateSchedule.Exponential(0.7),
            Callbacks = [parameters],
        });
        Assert.Equal(7, parameters.Spreads["dense1.weight"].Count);
        new HtmlReport("Digits, six epochs")
            .Add(PageNet.Info)
            .Add(report)
            .Add(network.Evaluate(test, [new TopKAccuracy(3)]))
            .Add(network.MeasureSignal(test.Slice(0, 100).Inputs, test.Slice(0, 100).Labels))
            .Add(parameters)
            .Add("Notes", "a < b & c")
            .Save(path);
        return report;
    }

    [Fact]
    public void APictureIsPartOfThePage()
    {
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2, 3];
        XElement image = Parse(new HtmlReport("Pictures").AddPicture("filters of \"conv1\"", png).ToString()).Descendants("img").Single();
        Assert.Equal("data:image/png;base64," + Convert.ToBase64String(png), image.Attribute("src")!.Value);
        Assert.Equal("filters of \"conv1\"", image.Attribute("alt")!.Value);
        Assert.Throws<ArgumentException>("png", () => new HtmlReport("Pictures").AddPicture("none", [1, 2, 3]));
    }

    /// <summary>As XML, which it is but for the elements that have no end.</summary>
    private static XElement Parse(string page) => XElement.Parse(EmptyElement().Replace(page[page.IndexOf("<html", StringComparison.Ordinal)..], "$0</meta>").Replace("&nbsp;", " ", StringComparison.Ordinal));

    [GeneratedRegex("<meta[^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmptyElement();

    [GeneratedRegex("https?://|<script|<link|@import|url\\((?!#)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex External();
}
