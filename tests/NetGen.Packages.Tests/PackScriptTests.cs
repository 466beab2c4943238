using NetGen.TestHelpers;

namespace NetGen.Packages.Tests;

/// <summary>What the script that packs says to who calls it otherwise.</summary>
public sealed class PackScriptTests
{
    [Theory]
    [InlineData("--version needs a value.", "--version")]
    [InlineData("'1.2' is no version: write one such as 1.2.3 or 1.2.3-preview.1.", "--version", "1.2")]
    [InlineData("--output needs a value.", "--output", "--version", "1.2.3")]
    [InlineData("there is no option --verbose.", "--verbose")]
    [InlineData("there is no package NetGen.Nothing. There are: NetGen NetGen.Distributed NetGen.Images ", "NetGen.Nothing")]
    public async Task A_wrong_call_is_told_what_is_wrong(string expected, params string[] arguments)
    {
        ChildResult result = await RunAsync(arguments);
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"tools/pack.sh: {expected}", result.Errors, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        ChildResult result = await RunAsync("--help");
        Assert.Equal(0, result.ExitCode);
        Assert.All(new[] { "--version", "--output", "PACKAGE", "-- OPTION" }, option => Assert.Contains(option, result.Output, StringComparison.Ordinal));
    }

    private static Task<ChildResult> RunAsync(params string[] arguments)
        => ChildProcess.RunInAsync(PackedFeed.Repository, "bash", new Dictionary<string, string>(StringComparer.Ordinal), ["tools/pack.sh", .. arguments]);
}
