using System.Globalization;
using System.Reflection;
using System.Runtime.Versioning;

using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Checks;
using NetGen.Kernels.Tests.Drawn;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Widths;

/// <summary>What a child process does: the first argument says it.</summary>
internal static class CaseProcess
{
    /// <summary>Touches the page behind guarded memory; must die.</summary>
    public const string CanaryBehind = "canary-behind";

    /// <summary>Touches the page before guarded memory; must die.</summary>
    public const string CanaryBefore = "canary-before";

    /// <summary>Writes to read-only memory; must die.</summary>
    public const string CanaryWrite = "canary-write";

    /// <summary>Prints the widest vectors.</summary>
    public const string Width = "width";

    /// <summary>Prints the framework for which the run-time library was built.</summary>
    public const string Library = "library";

    /// <summary>
    /// Runs all checks of the cases that the instruction set has; the second argument is the compiled assembly, a third one selects those of all cases whose
    /// name contains it; those that the assembly lacks are left out.
    /// </summary>
    public const string Cases = "cases";

    /// <summary>The same for networks drawn at random and the checks that are meant for them; a third argument is the name of one.</summary>
    public const string Drawn = "drawn";

    /// <summary>Compiles the cases into the file named by the second argument; a third one selects as above.</summary>
    public const string Compile = "compile";

    /// <summary>Prints the declarations of the cases, and of networks drawn at random, whose name contains the second argument.</summary>
    public const string Print = "print";

    /// <summary>Prints how many threads inference has started; the second argument is the compiled assembly of the test that asks.</summary>
    public const string Threads = "threads";

    /// <summary>Uses networks and has all of their kernels compiled; the second argument is the compiled assembly of the test that asks, the others are the networks.</summary>
    public const string Optimization = "optimization";

    /// <summary>Prints digests of what networks begin with and give; the second argument is the compiled assembly of the test that asks.</summary>
    public const string Bits = "bits";

    /// <summary>Prints digests of all that can be seen of each case; the second argument is the compiled assembly.</summary>
    public const string Values = "values";

    private static readonly Lock s_console = new();

    public static int Run(string[] arguments)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"vectors {InstructionSet.LargestHere}"));
        switch (arguments.FirstOrDefault())
        {
            case Width:
                return 0;
            case Library:
                Console.WriteLine(typeof(INetwork<>).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName);
                return 0;
            case Cases:
                return RunCases(CompiledAssembly.Load(File.ReadAllBytes(arguments[1])),
                    Select(arguments.Length > 2 ? CaseCatalog.All : CaseCatalog.On(InstructionSet.Here), arguments), AllChecks.Run);
            case Drawn:
                return RunCases(CompiledAssembly.Load(File.ReadAllBytes(arguments[1])), DrawnNetworks.All.Where(item => arguments.Length < 3 || item.Name == arguments[2]), AllChecks.RunDrawn);
            case Compile:
                using (CompiledAssembly assembly = CompiledAssembly.Compile(CaseCatalog.ToSource(Select(CaseCatalog.All.Concat(DrawnNetworks.All), arguments))))
                    File.WriteAllBytes(arguments[1], assembly.Image);
                return 0;
            case Print:
                Console.Write(CaseCatalog.ToSource(CaseCatalog.All.Concat(DrawnNetworks.All).Where(item => item.Name.Contains(arguments[1], StringComparison.Ordinal))));
                return 0;
            case Threads:
                return InferenceThreadsTests.CountThreads(CompiledAssembly.Load(File.ReadAllBytes(arguments[1])));
            case Optimization:
                return FullOptimizationTests.Run(CompiledAssembly.Load(File.ReadAllBytes(arguments[1])), arguments[2..]);
            case Bits:
                return WidthBitsTests.Run(CompiledAssembly.Load(File.ReadAllBytes(arguments[1])));
            case Values:
                return CaseDigests.Print(CompiledAssembly.Load(File.ReadAllBytes(arguments[1])));
            case CanaryBehind:
                using (var memory = new GuardedMemory(5, guardBehind: true)) Console.WriteLine(memory.ReadBehind());
                return 0;
            case CanaryBefore:
                using (var memory = new GuardedMemory(5, guardBehind: false)) Console.WriteLine(memory.ReadBefore());
                return 0;
            case CanaryWrite:
                using (var memory = new GuardedMemory(5, guardBehind: true))
                {
                    memory.MakeReadOnly();
                    memory.Span[0] = 1;
                }

                return 0;
            default:
                Console.Error.WriteLine($"Unknown command '{string.Join(' ', arguments)}'.");
                return 2;
        }
    }

    /// <summary>Prints what <see cref="CaseReport"/> reads: a line when a case begins, one for each failure, one when it ends.</summary>
    private static int RunCases(
        CompiledAssembly assembly, IEnumerable<NetworkCase> cases, Func<NetworkCase, CompiledAssembly, IReadOnlyList<string>> check)
    {
        HashSet<string> compiled = [.. assembly.Types.Select(type => type.FullName!)];
        Parallel.ForEach(cases.Where(item => compiled.Contains(item.Name)), item =>
        {
            PrintLine(CaseReport.Begin, item.Name);
            foreach (string failure in check(item, assembly)) PrintLine(CaseReport.Failure, item.Name, failure);
            PrintLine(CaseReport.End, item.Name);
        });
        // How much of the time was the just-in-time compiler's: for whoever wonders what a new case costs.
        PrintLine("compiled", System.Runtime.JitInfo.GetCompilationTime().TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture), "s");
        return 0;
    }

    private static IEnumerable<NetworkCase> Select(IEnumerable<NetworkCase> cases, string[] arguments)
        => cases.Where(item => item.Name.Contains(arguments.ElementAtOrDefault(2) ?? "", StringComparison.Ordinal));

    private static void PrintLine(params string[] parts)
    {
        lock (s_console) Console.WriteLine(string.Join(' ', parts).ReplaceLineEndings(" | "));
    }
}
