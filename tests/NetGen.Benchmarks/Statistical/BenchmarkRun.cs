using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace NetGen.Benchmarks.Statistical;

/// <summary>Runs BenchmarkDotNet.</summary>
internal static class BenchmarkRun
{
    /// <summary>Runs what the arguments select.</summary>
    /// <param name="arguments">BenchmarkDotNet's own.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        // In this process: the project that BenchmarkDotNet would write and build does not know this repository's output folders.
        IConfig config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).AsMutator());
        bool hasFailed = BenchmarkSwitcher.FromTypes([typeof(NetworkBenchmarks<>)]).Run(arguments, config).Any(static summary => summary.HasCriticalValidationErrors || summary.Reports.Any(static report => !report.Success));
        return hasFailed ? ExitCode.Failure : ExitCode.Success;
    }
}
