using NetGen.TestHelpers;

namespace NetGen.Packages.Tests;

/// <summary>The command, installed from its package.</summary>
[Collection(PackedFeed.Collection)]
public sealed class ToolTests(PackedFeed feed)
{
    [Fact]
    public async Task The_command_is_installed_and_shows_what_a_declaration_will_do()
    {
        feed.Tell("dotnet tool install");
        await feed.Consumers.RunAsync("tool", "install", "NetGen.Tool", "--version", feed.Version, "--tool-path", "tools");
        string declaration = Path.Combine(await feed.CopyAsync("Warned", "declared"), "WarnedNet.cs");
        ChildResult result = await ChildProcess.RunInAsync(feed.Consumers.Folder, "bash", feed.Consumers.Environment, "-c", $"tools/netgen signal < {declaration}");
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("Parameters: 4,810", result.Output, StringComparison.Ordinal);
        Assert.Contains("line 7: warning NG1001:", result.Output + result.Errors, StringComparison.Ordinal);
    }
}
