using Microsoft.CodeAnalysis.Diagnostics;

namespace NetGen.Generator.Parsing;

/// <summary>What a project's MSBuild properties say. The package's props make them visible to the compiler.</summary>
internal static class ProjectSettings
{
    /// <summary>The MSBuild property for networks that say nothing about unrolling.</summary>
    public const string UnrollProperty = "NetGenUnroll";

    private const string UnrollKey = "build_property." + UnrollProperty;

    /// <summary>The property's value, Auto where it is not set or no member; and its text where it is no member.</summary>
    public static (Unroll Value, string? Invalid) ReadUnroll(AnalyzerConfigOptions options)
    {
        if (!options.TryGetValue(UnrollKey, out string? text) || string.IsNullOrWhiteSpace(text)) return (Unroll.Auto, null);
        foreach (Unroll member in (Unroll[])Enum.GetValues(typeof(Unroll)))
        {
            if (string.Equals(member.ToString(), text.Trim(), StringComparison.OrdinalIgnoreCase)) return (member, null);
        }

        return (Unroll.Auto, text);
    }

    /// <summary>For what the project is compiled.</summary>
    public static TargetSettings ReadTarget(AnalyzerConfigOptions options)
    {
        string runtime = Read(options, "RuntimeIdentifier");
        return new TargetSettings
        {
            IsBrowser = string.Equals(runtime, "browser-wasm", StringComparison.OrdinalIgnoreCase),
            IsCompiledForBrowser = IsTrue(Read(options, "RunAOTCompilation")),
            HasBrowserVectors = !string.Equals(Read(options, "WasmEnableSIMD"), "false", StringComparison.OrdinalIgnoreCase),
            IsNative = IsTrue(Read(options, "PublishAot")),
            HasInstructionSet = Read(options, "IlcInstructionSet").Length > 0,
            IsArm = runtime.IndexOf("-arm", StringComparison.OrdinalIgnoreCase) >= 0,
        };
    }

    private static bool IsTrue(string value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    private static string Read(AnalyzerConfigOptions options, string property)
        => options.TryGetValue("build_property." + property, out string? value) ? value.Trim() : string.Empty;
}

/// <summary>For what a project is compiled, as far as its kernels' speed depends on it.</summary>
internal readonly record struct TargetSettings
{
    public bool IsBrowser { get; init; }

    /// <summary>Ahead of time, to WebAssembly; else its code is interpreted there.</summary>
    public bool IsCompiledForBrowser { get; init; }

    public bool HasBrowserVectors { get; init; }

    /// <summary>With NativeAOT, where the instructions are chosen at compile time.</summary>
    public bool IsNative { get; init; }

    /// <summary>Whether that choice was made.</summary>
    public bool HasInstructionSet { get; init; }

    /// <summary>Arm64 has vectors of 128 bit and no others.</summary>
    public bool IsArm { get; init; }
}
