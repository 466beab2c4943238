using System.Runtime.CompilerServices;

namespace NetGen.Analyzers.Tests;

/// <summary>Where this repository's library is built.</summary>
internal static class BuiltLibrary
{
    private static readonly string Repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", ".."));

#if DEBUG
    public static string Configuration => "Debug";
#else
    public static string Configuration => "Release";
#endif

    public static string ProjectFile => Path.Combine(Repository, "src", "NetGen", "NetGen.csproj");

    /// <summary>What a project imports that uses NetGen from its sources.</summary>
    public static string SourceProps => Path.Combine(Repository, "src", "NetGen", "build", "NetGen.Source.props");

    /// <summary>What is not built of that which a package holds.</summary>
    public static string? Missing => new[] { "NetGen/{0}_net8.0/NetGen.dll", "NetGen/{0}_net10.0/NetGen.dll", "NetGen.CodeFixes/{0}/NetGen.CodeFixes.dll" }
        .Select(file => Path.Combine(Repository, "artifacts", "bin", file.Replace("{0}", Configuration.ToLowerInvariant(), StringComparison.Ordinal)))
        .FirstOrDefault(file => !File.Exists(file));

    private static string SourceFile([CallerFilePath] string path = "") => path;
}

/// <summary>A test that is skipped, and says why, where the library was built for one framework alone.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactOnBuiltLibraryAttribute : FactAttribute
{
    public FactOnBuiltLibraryAttribute()
    {
        if (BuiltLibrary.Missing is { } file) Skip = $"{file} is not built: 'dotnet build NetGen.sln -c {BuiltLibrary.Configuration}' builds all that a package holds.";
    }
}
