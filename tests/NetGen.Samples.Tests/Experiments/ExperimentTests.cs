using System.Text.RegularExpressions;
using System.Xml.Linq;

using ExperimentsSample;

using NetGen.Data;

using Xunit;
using Xunit.Abstractions;

namespace NetGen.Samples.Tests.Experiments;

/// <summary>What articles say in words holds in a quick run on drawn digits; published figures are the sample's own run on the real ones.</summary>
public sealed partial class ExperimentTests(QuickRun run, ITestOutputHelper output) : IClassFixture<QuickRun>
{
    public static TheoryData<string> Ids => [.. Catalog.Experiments.Select(static experiment => experiment.Id)];

    /// <summary>At least one claim of each, and all of them hold; none is a published figure, which a quick run does not claim.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void ClaimsHold(string id)
    {
        Replay replay = run.Replay(Catalog.Experiments.Single(experiment => experiment.Id == id));
        Figure[] asserted = [.. replay.Conclusion.Figures.Where(figure => figure.IsAsserted(replay.Settings))];
        Assert.NotEmpty(asserted);
        Assert.All(asserted, figure =>
        {
            output.WriteLine($"{figure.Name}: {Figure.Text(figure.Measured)}, accepted {figure.Accepted}");
            Assert.Equal(Claim.Always, figure.Claim);
            Assert.True(figure.IsInside, $"{figure.Name}: {figure.Measured}, accepted {figure.Accepted}");
        });
    }

    /// <summary>Pictures and words of each on a page that a browser needs nothing else for.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void EachHasItsPage(string id)
    {
        string page = File.ReadAllText(Path.Combine(run.Folder, id + ".html"));
        Assert.DoesNotMatch(External(), page.Replace("http://www.w3.org/", "", StringComparison.Ordinal));
        XElement html = XElement.Parse(EmptyElement().Replace(page[page.IndexOf("<html", StringComparison.Ordinal)..], "$0</meta>"));
        XElement[] pictures = [.. html.Descendants().Where(static element => element.Name.LocalName == "svg" && element.Attribute("role") is not null)];
        Assert.All(pictures, static picture => Assert.True(picture.Attribute("aria-label")!.Value.Length > 5));
        if (Catalog.Experiments.Single(experiment => experiment.Id == id) is not Formula) Assert.NotEmpty(pictures);
        Assert.Equal(["The article.", "Here.", "Why."], html.Descendants("strong").Select(static lead => lead.Value).Where(static lead => lead is "The article." or "Here." or "Why."));
        Assert.DoesNotContain("NaN", html.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void TheRunSaysWhatItDid()
    {
        Assert.True(run.ExitCode == ExitCode.Success, run.Output + run.Errors);
        Assert.Empty(run.Errors);
        Assert.Contains("drawn digits", run.Output, StringComparison.Ordinal);
        Assert.Contains(", not claimed)", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{Catalog.Experiments.Count} experiments, ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', run.Output);
        string report = File.ReadAllText(Path.Combine(run.Folder, "report.html"));
        Assert.All(Catalog.Experiments, experiment => Assert.Contains($"{experiment.Id}: ", report, StringComparison.Ordinal));
        Assert.Contains("published numbers are shown, and not claimed", report, StringComparison.Ordinal);
    }

    [Fact]
    public void AllIsListed()
    {
        StringWriter list = new();
        Assert.Equal(ExitCode.Success, QuickRun.Invoke(list, TextWriter.Null, CancellationToken.None, "list", "--out", run.Folder));
        string[] lines = list.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Catalog.Experiments.Count, lines.Length);
        Assert.All(Catalog.Experiments.Zip(lines), static pair => Assert.Contains(pair.First is Formula ? " formula, holds " : " finished ", pair.Second, StringComparison.Ordinal));
    }

    /// <summary>Nothing is run a second time, and the page is the same.</summary>
    [Fact]
    public void FinishedPartsAreNotRunAgain()
    {
        string before = File.ReadAllText(Path.Combine(run.Folder, "report.html"));
        StringWriter again = new();
        Assert.Equal(ExitCode.Success, QuickRun.Invoke(again, TextWriter.Null, CancellationToken.None, "run", "all", "--quick", "--data", "drawn", "--out", run.Folder));
        Assert.Matches(AllFinished(), again.ToString());
        Assert.DoesNotContain("[1/", again.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Path.Combine(run.Folder, "report.html")));
    }

    /// <summary>The documentation's page has the same sections, and each picture that it names.</summary>
    [Fact]
    public void TheDocumentationsPageHasItsPictures()
    {
        string docs = Path.Combine(run.Folder, "docs");
        Directory.CreateDirectory(Path.Combine(docs, "experiments"));
        File.WriteAllText(Path.Combine(docs, "experiments", "E99-1.svg"), "");
        Assert.Equal(ExitCode.Success, QuickRun.Invoke(TextWriter.Null, TextWriter.Null, CancellationToken.None, "report", "--out", run.Folder, "--docs", docs));
        string page = File.ReadAllText(Path.Combine(docs, "experiments.md"));
        Assert.All(Catalog.Experiments, experiment => Assert.Contains($"\n## {experiment.Id}: {experiment.Title}\n", page, StringComparison.Ordinal));
        string[] named = [.. Picture().Matches(page).Select(static match => match.Groups["name"].Value).Order(StringComparer.Ordinal)];
        Assert.Equal(Directory.GetFiles(Path.Combine(docs, "experiments")).Select(Path.GetFileName).Order(StringComparer.Ordinal), named);
        Assert.NotEmpty(named);
    }

    /// <summary>What is not finished in a folder stays as the page has it, with its pictures.</summary>
    [Fact]
    public void TheDocumentationsPageKeepsWhatIsNotFinished()
    {
        using TemporaryDirectory folder = new();
        Directory.CreateDirectory(folder.Combine("parts"));
        Directory.CreateDirectory(folder.Combine("experiments"));
        File.Copy(Path.Combine(run.Folder, "settings.json"), folder.Combine("settings.json"));
        foreach (string part in Directory.GetFiles(Path.Combine(run.Folder, "parts"), "E4-*")) File.Copy(part, Path.Combine(folder.Combine("parts"), Path.GetFileName(part)));
        folder.Write("experiments.md", "# Before\n\n## E4: Old\n\n![Old](experiments/E4-99.svg)\n\n## E5: Kept\n\n![Kept](experiments/E5-1.svg)\n\nSeeds 1 to 2.\n\n---\n\nNot run: E6.\n");
        foreach (string picture in (string[])["E4-99.svg", "E5-1.svg"]) folder.Write(Path.Combine("experiments", picture), "<svg/>");
        Assert.Equal(ExitCode.Success, QuickRun.Invoke(TextWriter.Null, TextWriter.Null, CancellationToken.None, "report", "--out", folder.Path, "--docs", folder.Path));
        string page = File.ReadAllText(folder.Combine("experiments.md"));
        Assert.Contains("\n## E5: Kept\n\n![Kept](experiments/E5-1.svg)\n\nSeeds 1 to 2.\n\n## ", page, StringComparison.Ordinal);
        Assert.Contains($"\n## E4: {Catalog.Experiments.Single(static experiment => experiment.Id == "E4").Title}\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Not run: E6.", page, StringComparison.Ordinal);
        Assert.Contains("\n---\n\nNot run for this page: E1, E2, E3, E6, ", page, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.Combine(Path.Combine("experiments", "E5-1.svg"))));
        Assert.False(File.Exists(folder.Combine(Path.Combine("experiments", "E4-99.svg"))));
    }

    /// <summary>The page that is published is what comes of the measurements that are published with it, to the byte, and so are its pictures.</summary>
    [Fact]
    public void ThePublishedPageIsWhatWasMeasured()
    {
        using TemporaryDirectory folder = new();
        string measured = Path.Combine(Repository.Root, "samples", "Experiments", "Measured");
        string docs = Path.Combine(Repository.Root, "docs");
        Copy(measured, folder.Combine("measured"));
        Copy(Path.Combine(docs, "experiments"), Path.Combine(folder.Combine("docs"), "experiments"));
        File.Copy(Path.Combine(docs, "experiments.md"), Path.Combine(folder.Combine("docs"), "experiments.md"));
        StringWriter told = new();
        QuickRun.Invoke(told, told, CancellationToken.None, "report", "--out", folder.Combine("measured"), "--docs", folder.Combine("docs"));
        output.WriteLine(told.ToString());
        Assert.Contains("E16: ", told.ToString(), StringComparison.Ordinal);
        foreach (string path in Directory.GetFiles(folder.Combine("docs"), "*", SearchOption.AllDirectories))
        {
            string published = Path.Combine(docs, Path.GetRelativePath(folder.Combine("docs"), path));
            Assert.True(File.Exists(published), $"{published} is missing.");
            Assert.Equal(File.ReadAllText(published).ReplaceLineEndings("\n"), File.ReadAllText(path).ReplaceLineEndings("\n"));
        }

        static void Copy(string from, string to)
        {
            foreach (string path in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            {
                string target = Path.Combine(to, Path.GetRelativePath(from, path));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(path, target);
            }
        }
    }

    [Fact]
    public void AMovedWeightIsNoticed()
    {
        ZeroKerasNet network = new();
        Assert.Equal(0, E11ZeroWeights.Moved(network));
        float[] weights = new float[10 * 128];
        weights[7] = 1e-30f;
        network.SetParameter("dense2.weight", weights);
        Assert.Equal(1, E11ZeroWeights.Moved(network));
    }

    /// <summary>The exact ones hold on MNIST's digits, too, where they are.</summary>
    [Fact]
    public void ExactClaimsHoldOnTheRealDigits()
    {
        if (Environment.GetEnvironmentVariable("NETGEN_MNIST") is not { Length: > 0 } directory)
        {
            output.WriteLine("Without MNIST: the variable NETGEN_MNIST names no directory.");
            return;
        }

        using TemporaryDirectory folder = new();
        StringWriter text = new();
        int exitCode = QuickRun.Invoke(text, text, CancellationToken.None, "run", "E4", "E8", "E9", "E11", "E13", "E14", "E15", "--quick", "--data", directory, "--out", folder.Path);
        Assert.True(exitCode == ExitCode.Success, text.ToString());
        Assert.Contains("MNIST", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheEntropyOfLabelsIsLessThanThatOfEqualShares()
    {
        Assert.Equal(Math.Log(2), Bench.LabelEntropy(new Dataset([1, 2, 3, 4], 1, [0, 3, 0, 3], 10)), 12);
        Assert.Equal(0, Bench.LabelEntropy(new Dataset([1, 2], 1, [5, 5], 10)));
    }

    [GeneratedRegex("https?://|<script|<link|@import|url\\((?!#)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex External();

    [GeneratedRegex("<meta[^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmptyElement();

    [GeneratedRegex("(?<all>\\d+) of \\k<all> parts are finished already", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AllFinished();

    [GeneratedRegex("\\]\\(experiments/(?<name>[^)]+)\\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Picture();
}
