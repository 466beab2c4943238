using System.Collections.Concurrent;

using Xunit;

namespace NetGen.Interop.Tests;

/// <summary>A test that is skipped, and says why, where a program is absent. <c>tools/interop.sh</c> installs them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolsFactAttribute : FactAttribute
{
    public ToolsFactAttribute(params string[] programs) => Skip = Tools.ReasonToSkip(programs);
}

/// <summary>The same of a test with rows.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolsTheoryAttribute : TheoryAttribute
{
    public ToolsTheoryAttribute(params string[] programs) => Skip = Tools.ReasonToSkip(programs);
}

/// <summary>Which programs there are.</summary>
internal static class Tools
{
    private static readonly ConcurrentDictionary<string, bool> s_known = new(StringComparer.Ordinal);

    /// <summary>Null where all are there.</summary>
    public static string? ReasonToSkip(string[] programs)
    {
        if (!OperatingSystem.IsLinux()) return "Published for Linux.";
        string[] missing = [.. programs.Where(static program => !s_known.GetOrAdd(program, ProgramRun.Exists))];
        return missing.Length > 0 ? $"There is no {string.Join(", no ", missing)}: tools/interop.sh installs what there is for this system." : null;
    }
}
