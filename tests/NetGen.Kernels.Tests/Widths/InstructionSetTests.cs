using System.Globalization;

using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Widths;

public sealed class InstructionSetTests
{
    public static TheoryData<string> Names { get; } = [.. InstructionSet.All.Select(set => set.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Switch_leaves_the_vectors_that_the_table_says(string name)
    {
        InstructionSet set = InstructionSet.Find(name);
        ChildResult result = await ChildProcess.RunAsync(typeof(CaseProcess).Assembly, set.ToEnvironment(), CaseProcess.Width);
        int expected = Math.Min(set.Largest, InstructionSet.LargestHere);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"vectors {expected}\n"), result.Output);
    }

    [TheoryOnUnix]
    [InlineData(CaseProcess.CanaryBehind)]
    [InlineData(CaseProcess.CanaryBefore)]
    [InlineData(CaseProcess.CanaryWrite)]
    public async Task Guard_page_ends_the_process(string canary)
    {
        ChildResult result = await ChildProcess.RunAsync(
            typeof(CaseProcess).Assembly,
            // No dump and no crash report: this crash is wanted.
            new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_DbgEnableMiniDump"] = "0" },
            canary);
        Assert.Equal(134, result.ExitCode);
        Assert.Contains("AccessViolationException", result.Errors, StringComparison.Ordinal);
    }
}

/// <summary>A test that is skipped, and says why, where there is no mmap.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TheoryOnUnixAttribute : TheoryAttribute
{
    public TheoryOnUnixAttribute()
    {
        if (OperatingSystem.IsWindows()) Skip = "Guard pages are mmap's and mprotect's: stray accesses are not looked for on Windows.";
    }
}
