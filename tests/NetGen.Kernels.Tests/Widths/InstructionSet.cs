using System.Runtime.Intrinsics;

namespace NetGen.Kernels.Tests.Widths;

/// <summary>The vector widths of a process, and the switch that brings them about.</summary>
/// <param name="Name">For people.</param>
/// <param name="Switch">An environment variable to set to 0; null for the processor as it is.</param>
/// <param name="Largest">The widest vectors, in bits, that are left; 0 is none.</param>
/// <param name="DailyShare">One of so many cases runs on it every day.</param>
internal sealed record InstructionSet(string Name, string? Switch, int Largest, int DailyShare = 1)
{
    /// <summary>
    /// What .NET 10 makes of its switches on x64. EnableAVX2 takes FMA and 256-bit vectors away together; the older names
    /// (EnableAVX512F, EnableFMA ...) do nothing, which is why a run first asserts what it runs on.
    /// </summary>
    public static IReadOnlyList<InstructionSet> All { get; } =
    [
        new("AVX-512", null, 512),
        new("AVX2", "DOTNET_EnableAVX512", 256),
        new("SSE", "DOTNET_EnableAVX2", 128, DailyShare: 2),
        new("scalar", "DOTNET_EnableHWIntrinsic", 0, DailyShare: 3),
    ];

    /// <summary>
    /// Vectors of 128 bits, but fused multiply-adds: the arithmetic of Arm64. None of <see cref="All"/>, as kernels have the text of the others there.
    /// </summary>
    public static IReadOnlyDictionary<string, string> FusedShort { get; }
        = new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_PreferredVectorBitWidth"] = "128" };

    /// <summary>The widest vectors of this process.</summary>
    public static int LargestHere
        => Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128
        : 0;

    /// <summary>The one of this process.</summary>
    public static InstructionSet Here => All.Single(set => set.Largest == LargestHere);

    /// <summary>Whether this machine can run it.</summary>
    public bool IsHere => Largest <= LargestHere;

    public static InstructionSet Find(string name) => All.Single(set => set.Name == name);

    public IReadOnlyDictionary<string, string> ToEnvironment()
        => Switch is null ? new Dictionary<string, string>(StringComparer.Ordinal) : new Dictionary<string, string>(StringComparer.Ordinal) { [Switch] = "0" };
}
