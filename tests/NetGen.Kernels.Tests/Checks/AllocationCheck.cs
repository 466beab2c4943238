using System.Globalization;

using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Checks;

/// <summary>Counts what a call allocates.</summary>
internal static class AllocationCheck
{
    private const int WarmUpCalls = 3;
    private const int Calls = 10;

    /// <summary>The calling thread must allocate nothing once the call has been made a few times.</summary>
    /// <exception cref="NumericMismatchException">It does.</exception>
    public static void Run(string what, Action call)
    {
        for (int i = 0; i < WarmUpCalls; i++) call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Calls; i++) call();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated != 0)
            throw new NumericMismatchException(string.Create(CultureInfo.InvariantCulture, $"{what} allocates {(double)allocated / Calls:0.##} bytes per call."));
    }
}
