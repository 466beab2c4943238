using System.Text.RegularExpressions;

using NetGen.Benchmarks.Typing;

using Xunit;

namespace NetGen.Benchmarks.Tests;

public sealed class TypingTests
{
    [Fact]
    public void Files_have_as_many_layers_as_they_say()
        => Assert.All(TypedFile.All, file => Assert.Equal(file.Layers, Regex.Count(file.Text(3), @"\[(Conv2D|ReLU|Flatten|Dense|Tanh)\b", RegexOptions.None, TimeSpan.FromSeconds(1))));

    [Fact]
    public void Each_key_makes_another_text() => Assert.All(TypedFile.All, file => Assert.NotEqual(file.Text(1), file.Text(2)));

    /// <summary>Tests collect garbage as on a workstation: the table comes from a process of its own, which does not.</summary>
    [Fact]
    public async Task Keys_are_typed_in_a_process_that_collects_garbage_as_an_editor()
    {
        if (EditorProcess.IsThis) return; // there is but one processor
        using var output = new StringWriter();
        Assert.Equal(ExitCode.Success, await TypingRun.RunAsync(keys: 1, warmUp: 0, markdown: null, output));
        Assert.Contains("Garbage is collected as in an editor", output.ToString(), StringComparison.Ordinal);
        Assert.All(TypedFile.All, file => Assert.Contains($"| {file.Name} | ", output.ToString(), StringComparison.Ordinal));
    }

    /// <summary>Analyzers that found a network take time, and for a file without one next to none.</summary>
    [Fact]
    public async Task What_analyzers_take_is_accounted_for()
    {
        TypingTimes network = await TypingRun.MeasureAsync(TypedFile.All[0], keys: 9, warmUp: 1);
        TypingTimes other = await TypingRun.MeasureAsync(TypedFile.All[^1], keys: 9, warmUp: 1);
        Assert.Equal(9, network.Analyzers.Count);
        Assert.All(network.Generator, time => Assert.True(time > 0));
        Assert.True(network.Analyzers[4] > 2 * other.Analyzers[4], $"{network.Analyzers[4]} ms and {other.Analyzers[4]} ms");
    }
}
