using System.Globalization;
using System.Runtime.InteropServices;

using NetGen.Benchmarks.Measuring;

namespace NetGen.Benchmarks.Reporting;

/// <summary>What of the machine matters to figures.</summary>
internal static class Machine
{
    /// <summary>Processor, cores, vectors, runtime.</summary>
    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor()}, {Environment.ProcessorCount} cores, {FmaPeak.VectorBits}-bit vectors, {RuntimeInformation.FrameworkDescription}");

    private static string Processor()
    {
        const string File = "/proc/cpuinfo";
        string? line = System.IO.File.Exists(File) ? System.IO.File.ReadLines(File).FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
