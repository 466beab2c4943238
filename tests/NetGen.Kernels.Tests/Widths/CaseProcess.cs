using System.Globalization;

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

    public static int Run(string[] arguments)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"vectors {InstructionSet.LargestHere}"));
        switch (arguments.FirstOrDefault())
        {
            case Width:
                return 0;
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
}
