using NetGen.Initialization;

using Xunit;

namespace NetGen.Tool.Tests;

/// <summary>Whatever stands on a command line, it is done, or refused in words with the exit code for that.</summary>
public sealed class CommandLineDamageTests
{
    private static readonly int s_trials = Environment.GetEnvironmentVariable("NETGEN_THOROUGH_TESTS") == "1" ? 100_000 : 2_000;

    private static readonly string[] s_words =
    [
        "inspect", "summary", "signal", "bench", "import", "export", "--json", "--network", "--configuration", "-c", "--batch", "--threads", "--seconds", "--opset", "--output", "-o", "--weights", "--map",
        "--namespace", "--logits", "--channels-first", "--onnxruntime", "--without-onnxruntime", "--help", "-h", "-?", "--version", "--", "-", "", " ", "@", "@missing", "[suggest]", "[suggest:3]", "[parse]", "0", "-1", "1e9",
        "NaN", "99999999999999999999", "missing.safetensors", "missing.onnx", "missing.csproj", "../..", "a\nb", "\u202e", "=", "--batch=", "--batch=x", "--opset=17", "-o=", "--json=maybe", "--seconds:1", "\"", "'", "*", "é",
    ];

    [Fact]
    public async Task CommandLinesMadeOfAnyWordsEndInWords()
    {
        using var scratch = new Scratch();
        var ends = new Dictionary<int, int>();
        for (uint trial = 0; trial < s_trials; trial++)
        {
            PhiloxBlock count = Philox.Generate(key: 7, trial, 0, 0, 0);
            string[] words = [.. Enumerable.Range(0, (int)(count.Word0 % 6)).Select(place => s_words[Philox.Generate(key: 8, trial, (uint)place, 0, 0).Word0 % (uint)s_words.Length])];
            // A file that is written is written there, and what is looked for is not found there.
            string[] line = [.. words.Select(word => word.StartsWith("missing", StringComparison.Ordinal) ? scratch[word] : word)];
            ToolRun run = await ToolRun.OfAsync(line);
            Assert.True(run.ExitCode is ExitCode.Success or ExitCode.Failed or ExitCode.Usage, $"{run.ExitCode} for '{string.Join("' '", line)}'");
            Assert.True(run.Output.Length + run.Error.Length > 0, $"Nothing was said of '{string.Join("' '", line)}'");
            ends[run.ExitCode] = ends.GetValueOrDefault(run.ExitCode) + 1;
        }

        Assert.Empty(scratch.Names);
        Assert.All(new[] { ExitCode.Success, ExitCode.Failed, ExitCode.Usage }, exit => Assert.InRange(ends.GetValueOrDefault(exit), s_trials / 100, s_trials));
    }
}
