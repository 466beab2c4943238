using System.Globalization;
using System.Runtime.InteropServices;

using NetGen.Benchmarks.Measuring;

namespace NetGen.Benchmarks.Reporting;

/// <summary>What of the machine matters to figures.</summary>
internal static class Machine
{
    /// <summary>Processor, cores, caches, vectors, runtime.</summary>
    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor()}, {Environment.ProcessorCount} cores{Caches("/sys/devices/system/cpu/cpu0/cache")}, {FmaPeak.VectorBits}-bit vectors, {RuntimeInformation.FrameworkDescription}");

    /// <summary>The caches that the first core sees, as in ", L1d 48K, L2 1024K, L3 32768K"; nothing where the system does not say.</summary>
    /// <param name="folder">Linux's description of them, a folder for each.</param>
    internal static string Caches(string folder)
    {
        if (!Directory.Exists(folder)) return string.Empty;
        return string.Concat(Directory.EnumerateDirectories(folder, "index*").Select(Cache).OfType<string>().Order(StringComparer.Ordinal).Select(static cache => $", {cache}"));
    }

    /// <summary>One cache; null for that of instructions, and where the system does not say.</summary>
    private static string? Cache(string folder)
    {
        string? kind = Read(folder, "type");
        return kind is not ("Data" or "Unified") || Read(folder, "level") is not { } level || Read(folder, "size") is not { } size
            ? null
            : $"L{level}{(kind == "Data" ? "d" : string.Empty)} {size}";
    }

    private static string? Read(string folder, string name) => Path.Combine(folder, name) is var path && File.Exists(path) ? File.ReadAllText(path).Trim() : null;

    private static string Processor()
    {
        const string File = "/proc/cpuinfo";
        string? line = System.IO.File.Exists(File) ? System.IO.File.ReadLines(File).FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
