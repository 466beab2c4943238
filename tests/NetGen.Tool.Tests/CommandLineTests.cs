using Xunit;

namespace NetGen.Tool.Tests;

/// <summary>What holds of all commands.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("frob")]
    [InlineData("signal", "")]
    [InlineData("bench", "--batch", "0")]
    [InlineData("bench", "--batch", "many")]
    [InlineData("bench", "--batch", "1", "--onnxruntime")]
    [InlineData("bench", "--seconds", "0")]
    [InlineData("bench", "--seconds", "soon")]
    [InlineData("export", "-o", "x.onnx", "--opset", "latest")]
    [InlineData("export", "-o", "x.onnx", "--opset", "3")]
    [InlineData("import", "weights.safetensors")]
    [InlineData("check", "--fail-on", "hint")]
    public async Task WhatIsNotUnderstoodIsSaidInOneLine(params string[] arguments)
    {
        ToolRun run = await ToolRun.OfAsync(arguments);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith("netgen: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("inspect", "--help")]
    [InlineData("summary", "--help")]
    [InlineData("signal", "--help")]
    [InlineData("check", "--help")]
    [InlineData("bench", "--help")]
    [InlineData("import", "--help")]
    [InlineData("export", "--help")]
    public async Task HelpGoesToTheOutput(params string[] arguments)
    {
        ToolRun run = await ToolRun.OfAsync(arguments);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("inspect", "missing.safetensors")]
    [InlineData("signal", "missing.cs")]
    [InlineData("summary", "missing")]
    [InlineData("bench", "missing.csproj")]
    public async Task AFileThatIsNotThereIsNamed(string command, string path)
    {
        ToolRun run = await ToolRun.OfAsync(command, path);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains(path, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    /// <summary>A shell's completion asks for what can stand next.</summary>
    [Fact]
    public async Task WordsAreCompleted()
    {
        ToolRun run = await ToolRun.OfAsync("[suggest:2]", "su");
        Assert.Contains("summary", run.Output, StringComparison.Ordinal);
    }
}
