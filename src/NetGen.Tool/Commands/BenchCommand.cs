using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

using NetGen.Tool.Networks;

namespace NetGen.Tool.Commands;

/// <summary><c>netgen bench PROJECT</c>: how fast a network is on this machine.</summary>
internal static class BenchCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> project = CommonOptions.Project();
        Option<string?> network = CommonOptions.Network();
        Option<string> configuration = CommonOptions.Configuration();
        Option<bool> json = CommonOptions.Json();
        var batches = new Option<int[]>("--batch") { Description = "Samples of a call; several may be given", HelpName = "N", DefaultValueFactory = static _ => [1, 32], AllowMultipleArgumentsPerToken = true };
        var threads = new Option<int[]>("--threads") { Description = "Most threads of a call; several may be given", HelpName = "N", DefaultValueFactory = static _ => DefaultThreads(), AllowMultipleArgumentsPerToken = true };
        var seconds = new Option<double>("--seconds") { Description = "How long to measure each", HelpName = "S", DefaultValueFactory = static _ => 1 };
        foreach (Option<int[]> counts in new[] { batches, threads })
        {
            counts.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<int[]>()?.Any(static count => count is < 1 or > 65_536) == true) result.AddError($"{counts.Name} takes whole numbers from 1 to 65536.");
            });
        }

        seconds.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= 600)) result.AddError("--seconds takes a number above 0, and at most 600.");
        });

        var command = new Command("bench", "Builds a project and times the predictions of its networks, with values drawn at random") { project, network, configuration, batches, threads, seconds, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            string assembly = await ProjectBuild.AssemblyOfAsync(parsed.GetRequiredValue(project), parsed.GetRequiredValue(configuration), terminal, cancellation).ConfigureAwait(false);
            IReadOnlyList<LoadedNetwork> networks = NetworkAssembly.Load(assembly);
            if (parsed.GetValue(network) is { } name) networks = [NetworkAssembly.Choose(networks, name)];
            var timings = new List<Timing>();
            foreach (LoadedNetwork loaded in networks)
            {
                foreach (int count in parsed.GetRequiredValue(threads))
                {
                    foreach (int batch in parsed.GetRequiredValue(batches))
                    {
                        terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{loaded.Info.Name}, batch {batch}, threads {count} ..."));
                        timings.Add(Stopclock.Measure(loaded, batch, count, TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancellation));
                    }
                }
            }

            Show(terminal, timings, parsed.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }

    private static int[] DefaultThreads() => Environment.ProcessorCount > 1 ? [1, Environment.ProcessorCount] : [1];

    private static void Show(Terminal terminal, IReadOnlyList<Timing> timings, bool isJson)
    {
        if (isJson)
        {
            terminal.WriteJson(new { Machine = Machine(), Timings = timings });
            return;
        }

        terminal.Output.WriteLine(Machine());
        var table = new TextTable("network", "threads", "batch", "microseconds a call", "quartiles", "samples a second", "GF/s");
        foreach (Timing timing in timings)
        {
            table.Add(
                timing.Network,
                timing.Threads.ToString(CultureInfo.InvariantCulture),
                timing.Batch.ToString(CultureInfo.InvariantCulture),
                timing.Microseconds.ToString("N2", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{timing.LowerQuartile:N2} to {timing.UpperQuartile:N2}"),
                timing.SamplesPerSecond.ToString("N0", CultureInfo.InvariantCulture),
                timing.Gigaflops.ToString("N1", CultureInfo.InvariantCulture));
        }

        terminal.Output.Write(table.ToText());
    }

    private static string Machine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} processors, vectors of {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 32)} bit, {RuntimeInformation.FrameworkDescription}");
}
