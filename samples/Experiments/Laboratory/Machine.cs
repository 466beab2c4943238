using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ExperimentsSample;

/// <summary>Where a run is made.</summary>
internal static class Machine
{
    private const string LinuxProcessors = "/proc/cpuinfo";

    /// <summary>The processor's name where the system tells it, and how wide its vectors are.</summary>
    public static string Processor { get; } = $"{Name()}, {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)}-bit vectors";

    private static string Name()
    {
        string? line = File.Exists(LinuxProcessors) ? File.ReadLines(LinuxProcessors).FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
