using ExperimentsSample;

using Xunit;

namespace NetGen.Samples.Tests.Experiments;

/// <summary>How a run is stopped and goes on, what is kept of it, and what is told of wrong arguments.</summary>
public sealed class LaboratoryTests
{
    private static readonly string[] s_quick = ["run", "E13", "--quick", "--data", "drawn"];

    /// <summary>Of these, the first looks at networks, the second trains them, and the third with statistics of the batch.</summary>
    private static readonly string[] s_trained = ["run", "E13", "E1", "E30", "--quick", "--data", "drawn"];

    /// <summary>Stopped behind its first part it keeps that, and the same command runs the others.</summary>
    [Fact]
    public void AStoppedRunGoesOnWhereItStopped()
    {
        using TemporaryDirectory folder = new();
        using CancellationTokenSource stop = new();
        StoppingWriter first = new("[1/6]", stop);
        Assert.Equal(ExitCode.Interrupted, QuickRun.Invoke(first, TextWriter.Null, stop.Token, [.. s_quick, "--out", folder.Path]));
        Assert.Contains("Stopped. ", first.ToString(), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(folder.Path, "parts")));
        StringWriter second = new();
        Assert.Equal(ExitCode.Success, QuickRun.Invoke(second, TextWriter.Null, CancellationToken.None, [.. s_quick, "--out", folder.Path]));
        Assert.Contains("1 of 6 parts are finished already.", second.ToString(), StringComparison.Ordinal);
        Assert.Contains("[5/5]", second.ToString(), StringComparison.Ordinal);
        Assert.Equal(6, Directory.GetFiles(Path.Combine(folder.Path, "parts")).Length);
    }

    /// <summary>Neither the folder nor the number of threads nor the time stands on the page.</summary>
    [Fact]
    public void TheSameSeedsGiveTheSameBytes()
    {
        using TemporaryDirectory one = new();
        using TemporaryDirectory two = new();
        QuickRun.Invoke(TextWriter.Null, TextWriter.Null, CancellationToken.None, [.. s_trained, "--threads", "1", "--out", one.Path]);
        QuickRun.Invoke(TextWriter.Null, TextWriter.Null, CancellationToken.None, [.. s_trained, "--threads", "2", "--out", two.Path]);
        Assert.Equal(File.ReadAllBytes(Path.Combine(one.Path, "report.html")), File.ReadAllBytes(Path.Combine(two.Path, "report.html")));
        QuickRun.Invoke(TextWriter.Null, TextWriter.Null, CancellationToken.None, [.. s_trained, "--seed", "7", "--out", two.Path]);
        Assert.NotEqual(File.ReadAllBytes(Path.Combine(one.Path, "report.html")), File.ReadAllBytes(Path.Combine(two.Path, "report.html")));
    }

    /// <summary>What was kept under other settings is not taken for it.</summary>
    [Fact]
    public void OtherSeedsAreRun()
    {
        using TemporaryDirectory folder = new();
        QuickRun.Invoke(TextWriter.Null, TextWriter.Null, CancellationToken.None, [.. s_quick, "--out", folder.Path]);
        StringWriter more = new();
        QuickRun.Invoke(more, TextWriter.Null, CancellationToken.None, [.. s_quick, "--seeds", "3", "--out", folder.Path]);
        Assert.Contains("6 of 9 parts are finished already.", more.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ADamagedPartIsNamed()
    {
        using TemporaryDirectory folder = new();
        QuickRun.Invoke(TextWriter.Null, TextWriter.Null, CancellationToken.None, [.. s_quick, "--out", folder.Path]);
        string part = Directory.GetFiles(Path.Combine(folder.Path, "parts"))[0];
        File.WriteAllText(part, File.ReadAllText(part)[..40]);
        StringWriter errors = new();
        Assert.Equal(ExitCode.Failure, QuickRun.Invoke(TextWriter.Null, errors, CancellationToken.None, [.. s_quick, "--out", folder.Path]));
        Assert.Contains($"error: '{part}' is damaged", errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run E99", "there is no experiment 'E99'")]
    [InlineData("run E13 --seeds 0", "--seeds needs a number from 1 on")]
    [InlineData("run E13 --bogus", "--bogus")]
    [InlineData("run", "ID")]
    [InlineData("run E13 --data no/such/folder", "there is no folder 'no/such/folder'")]
    public void ArgumentsThatMakeNoSenseAreTold(string arguments, string expected)
    {
        using TemporaryDirectory folder = new();
        StringWriter errors = new();
        Assert.Equal(ExitCode.Usage, QuickRun.Invoke(TextWriter.Null, errors, CancellationToken.None, [.. arguments.Split(' '), "--out", folder.Path]));
        Assert.Contains(expected, errors.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void AReportOfNothingIsRefused()
    {
        using TemporaryDirectory folder = new();
        StringWriter errors = new();
        Assert.Equal(ExitCode.Failure, QuickRun.Invoke(TextWriter.Null, errors, CancellationToken.None, "report", "--out", folder.Path));
        Assert.Contains("nothing was run", errors.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Published figures are compared on the real digits in a whole run alone, what is said in words always.</summary>
    [Fact]
    public void FiguresAreClaimedWhereTheyMayBe()
    {
        LaboratorySettings whole = new() { HasRealDigits = true };
        LaboratorySettings[] others = [new(), whole with { IsQuick = true }, whole with { Shorten = 2 }];
        Figure published = new("accuracy", "0.9", 0.8, null, [0.7, 0.6, 0.75], Claim.Published);
        Assert.Equal(0.7, published.Measured);
        Assert.Equal("0.6 to 0.75", published.Range);
        Assert.Equal("outside", published.Verdict(whole));
        Assert.All(others, settings => Assert.Equal("not claimed", published.Verdict(settings)));
        Assert.All(others, settings => Assert.Equal("outside", (published with { Claim = Claim.Always }).Verdict(settings)));
        Assert.Equal("as accepted", (published with { Values = [0.8] }).Verdict(whole));
        Assert.False(Figure.Of("loss", "", [1]).IsAsserted(whole));
    }

    /// <summary>The page is there before anything is, shows what is learned once somebody looks, and is gone with its server.</summary>
    [Fact]
    public async Task WhatIsLearnedCanBeWatched()
    {
        Uri address;
        Measurements measured = new();
        measured.Append("loss", 1, 2.3);
        measured.Append("loss", 2, 1.5);
        measured.Spreads["now"] = [Spread.Of("dense1", [-1, 0, 0.5f, 1], 0, 1)];
        Part part = new("broken", 3, "", 1, static _ => new Measurements());
        using HttpClient reader = new();
        using (LiveReport live = new())
        {
            address = live.Address;
            Assert.True(address.IsLoopback);
            live.Show(Catalog.Experiments[1], part, measured);
            Assert.Contains("Nothing yet", await reader.GetStringAsync(address), StringComparison.Ordinal);
            live.Show(Catalog.Experiments[1], part, measured);
            string page = await reader.GetStringAsync(address);
            Assert.Contains("broken, seed 3", page, StringComparison.Ordinal);
            Assert.Contains("aria-label=\"dense1.", page, StringComparison.Ordinal);
            Assert.Contains("http-equiv=\"refresh\"", page, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<HttpRequestException>(() => reader.GetStringAsync(address));
    }

    private sealed class StoppingWriter(string word, CancellationTokenSource stop) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(word, StringComparison.Ordinal) == true) stop.Cancel();
        }
    }
}
