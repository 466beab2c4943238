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
        var library = new Option<FileInfo?>("--onnxruntime")
        {
            Description = "ONNX Runtime's native library, to time the same network there; found by itself beside the project or among restored packages",
            HelpName = "FILE",
        };
        var without = new Option<bool>("--without-onnxruntime") { Description = "Do not time the network in ONNX Runtime" };
        batches.Within(1, 65_536);
        threads.Within(1, 65_536);
        seconds.Takes(
            "a number above 0, and at most 600",
            static word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number is > 0 and <= 600);
        var command = new Command(
            "bench",
            "Builds a project and times the predictions of its networks, with values drawn at random, beside those of ONNX Runtime where that is present")
        {
            project, network, configuration, batches, threads, seconds, library, without, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string assembly = await ProjectBuild.AssemblyOfAsync(parsed.GetRequiredValue(project), parsed.GetRequiredValue(configuration), terminal, cancellation).ConfigureAwait(false);
            IReadOnlyList<LoadedNetwork> networks = NetworkAssembly.Load(assembly);
            if (parsed.GetValue(network) is { } name) networks = [NetworkAssembly.Choose(networks, name)];
            PeerRuntime? peer = parsed.GetValue(without) ? null : PeerRuntime.Open(parsed.GetValue(library), assembly, terminal);
            var timings = new List<Timing>();
            foreach (LoadedNetwork loaded in networks)
            {
                PeerModel? model = peer is null ? null : PeerModel.Of(loaded, terminal);
                foreach (int count in parsed.GetRequiredValue(threads))
                {
                    foreach (int batch in parsed.GetRequiredValue(batches))
                    {
                        terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{loaded.Info.Name}, batch {batch}, threads {count} ..."));
                        timings.Add(Stopclock.Measure(loaded, model, batch, count, TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancellation));
                    }
                }
            }

            Show(terminal, timings, peer?.Version, parsed.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }

    private static int[] DefaultThreads() => Environment.ProcessorCount > 1 ? [1, Environment.ProcessorCount] : [1];

    private static void Show(Terminal terminal, IReadOnlyList<Timing> timings, string? peer, bool isJson)
    {
        if (isJson)
        {
            terminal.WriteJson(new { Machine = Machine(), OnnxRuntime = peer, Timings = timings });
            return;
        }

        terminal.Output.WriteLine(Machine());
        string[] titles =
        [
            "network",
            "threads",
            "batch",
            "microseconds a call",
            "quartiles",
            "samples a second",
            "GF/s",
            .. peer is null ? [] : new[] { $"ONNX Runtime {peer}", "its time by this" },
        ];
        var table = new TextTable(titles);
        foreach (Timing timing in timings)
        {
            string[] cells =
            [
                timing.Network,
                timing.Threads.ToString(CultureInfo.InvariantCulture),
                timing.Batch.ToString(CultureInfo.InvariantCulture),
                timing.Microseconds.ToString("N2", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{timing.LowerQuartile:N2} to {timing.UpperQuartile:N2}"),
                timing.SamplesPerSecond.ToString("N0", CultureInfo.InvariantCulture),
                timing.Gigaflops.ToString("N1", CultureInfo.InvariantCulture),
            ];
            string[] beside =
            [
                timing.OnnxRuntime?.ToString("N2", CultureInfo.InvariantCulture) ?? "-",
                timing.Ratio?.ToString("N2", CultureInfo.InvariantCulture) ?? "-",
            ];
            table.Add(peer is null ? cells : [.. cells, .. beside]);
        }

        terminal.Output.Write(table.ToText());
    }

    private static string Machine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} processors, vectors of {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 32)} bit, {RuntimeInformation.FrameworkDescription}");
}
