using NetGen.Benchmarks.Comparing;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Works;

using Xunit;

namespace NetGen.Benchmarks.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("compare", "--work", "nobody", "'nobody'")]
    [InlineData("compare", "--threads", "1,zero", "'zero'")]
    [InlineData("compare", "--seconds", "-1", "'-1'")]
    [InlineData("compare", "--mode", "training", "'training'")]
    [InlineData("compare", "--json", "no/such/directory/file.json", "'no/such/directory/file.json'")]
    [InlineData("startup", "--runs", "0", "--runs")]
    [InlineData("compile", "--network", "nobody", "'nobody'")]
    [InlineData("cores", "--cores", "0", "'0'")]
    [InlineData("compile", "--keep", ".", "'.'")]
    public void WhatMakesNoSenseIsToldInOneLine(string command, string option, string value, string told)
    {
        using var errors = new StringWriter();
        Assert.Equal(ExitCode.Usage, CommandLine.Invoke([command, option, value], TextWriter.Null, errors));
        string line = Assert.Single(errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains(told, line, StringComparison.Ordinal);
    }

    [Fact]
    public void TheShortRunHasAllFigures()
    {
        IReadOnlyList<ComparisonCase> cases = ComparisonCase.Select(new CompareOptions { Quick = true });
        Assert.All(Figures.All, figure => Assert.Contains(cases, comparison => comparison.Work.Name == figure.Work && comparison.Batch == figure.Batch && comparison.Mode == figure.Mode));
        Assert.Equal(cases.Count, cases.Distinct().Count());
    }

    [Fact]
    public void TheLongRunHasEveryNetworkInEachOfItsModes()
    {
        IReadOnlyList<ComparisonCase> cases = ComparisonCase.Select(new CompareOptions { All = true });
        Assert.All(WorkCatalog.All, work => Assert.Equal(
            work.Batches.Count * (work.IsInferenceOnly ? 1 : work.IsSingleLayer ? 2 : 4),
            cases.Count(comparison => comparison.Work == work)));
        Assert.All(Figures.All, figure => Assert.Contains(new ComparisonCase(WorkCatalog.Find(figure.Work), figure.Batch, figure.Mode), cases));
    }

    /// <summary>A quarter of an hour: about ten seconds for each case.</summary>
    [Fact]
    public void TheUsualRunIsAPartOfTheLongOneAndHasAllFigures()
    {
        IReadOnlyList<ComparisonCase> cases = ComparisonCase.Select(new CompareOptions());
        Assert.Subset(new HashSet<ComparisonCase>(ComparisonCase.Select(new CompareOptions { All = true })), new HashSet<ComparisonCase>(cases));
        Assert.All(Figures.All, figure => Assert.Contains(new ComparisonCase(WorkCatalog.Find(figure.Work), figure.Batch, figure.Mode), cases));
        Assert.InRange(cases.Count, 50, 80);
    }

    [Theory]
    [InlineData("nobody", "'nobody'")]
    [InlineData("libtorch,node", "'node'")]
    public void PeersHaveNames(string names, string told) => WhatMakesNoSenseIsToldInOneLine("compare", "--peer", names, told);

    [Fact]
    public void WhatIsNotAmongTheUsualCasesIsToldBeforeAnythingStarts()
    {
        using var errors = new StringWriter();
        Assert.Equal(ExitCode.Usage, CommandLine.Invoke(["compare", "--work", "conv5x5"], TextWriter.Null, errors));
        Assert.Equal("error: the usual cases have no such batch and mode; --all has every one.", errors.ToString().TrimEnd());
    }

    [Fact]
    public void FiltersLeaveWhatTheyName()
    {
        var options = new CompareOptions { All = true, Works = ["convnet", "xor"], Batches = [1], Modes = [Mode.StepSgd] };
        Assert.Equal(["convnet", "xor"], ComparisonCase.Select(options).Select(static comparison => comparison.Work.Name));
        Assert.All(ComparisonCase.Select(options), static comparison => Assert.Equal((1, Mode.StepSgd), (comparison.Batch, comparison.Mode)));
    }

    [Fact]
    public void ThePeakCountsEveryThread()
    {
        using var one = new FmaPeak(1);
        using var two = new FmaPeak(2);
        Assert.Equal(2 * one.FlopsPerIteration, two.FlopsPerIteration);
        Assert.True(two.Run(100) > 0);
    }
}
