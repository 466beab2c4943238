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
}
