using NetGen.Benchmarks.Compiling;

using Xunit;

namespace NetGen.Benchmarks.Tests;

/// <summary>What networks cost before they compute.</summary>
public sealed class CompileTests
{
    [Fact]
    public void EveryNetworkHasItsSource()
        => Assert.All(CompiledNetwork.All, static network => Assert.Contains($"partial class {network.ClassName};", network.Source, StringComparison.Ordinal));

    [Fact]
    public void CopiesHaveNamesOfTheirOwn()
        => Assert.All(CompiledNetwork.All, static network => Assert.Equal(network.Copies, network.Sources.Distinct(StringComparer.Ordinal).Count(static source => source.Contains("[Network(", StringComparison.Ordinal))));

    [Fact]
    public void ANetworkIsCompiledAndUsed()
    {
        string directory = Directory.CreateTempSubdirectory("netgen-compile-test-").FullName;
        try
        {
            using var output = new StringWriter();
            using var errors = new StringWriter();
            Assert.Equal(ExitCode.Success, CompileRun.Run(["digitnet"], directory, json: null, markdown: null, output, errors));
            Assert.Empty(errors.ToString());
            string[] rows = [.. output.ToString().Split('\n').Where(static line => line.StartsWith("| DigitNet", StringComparison.Ordinal))];
            Assert.Equal(2, rows.Length);
            // No figure is nothing: text, memory, methods and what the JIT did were all found.
            Assert.All(rows, static row => Assert.DoesNotContain(row.Split('|'), static cell => cell.Trim() is "0" or "0 KB" or "0 MB"));
            Assert.True(File.Exists(Path.Combine(directory, "digitnet", "program.dll")));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
