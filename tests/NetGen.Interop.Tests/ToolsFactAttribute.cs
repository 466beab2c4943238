using System.Collections.Concurrent;

using Xunit;

namespace NetGen.Interop.Tests;

/// <summary>A test that is skipped, and says why, where a program is absent. <c>tools/interop.sh</c> installs them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolsFactAttribute : FactAttribute
{
    private static readonly ConcurrentDictionary<string, bool> s_known = new(StringComparer.Ordinal);

    public ToolsFactAttribute(params string[] programs)
    {
        string[] missing = [.. programs.Where(static program => !s_known.GetOrAdd(program, ProgramRun.Exists))];
        if (missing.Length > 0) Skip = $"There is no {string.Join(", no ", missing)}: tools/interop.sh installs what there is for this system.";
        if (!OperatingSystem.IsLinux()) Skip = "Published for Linux.";
    }
}
