using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;

using NetGen.Kernels.Tests.Widths;

namespace NetGen.Kernels.Tests;

/// <summary>
/// What a tile's inner loop is made of, as the JIT made it: multiply-adds, one load for each vector of factors and each value, and no more. What is
/// kept in memory for want of registers, or moved between them, costs a tenth to a third of the speed, and no result tells of it.
/// </summary>
public sealed partial class TileInstructionTests(FullOptimizationTests.Runs runs) : IClassFixture<FullOptimizationTests.Runs>
{
    private static readonly string[] s_networks = ["DigitNet"];

    /// <summary>With 32 registers, where the processor has them, and with 16.</summary>
    [TheoryWithFusedMultiplyAdd]
    [InlineData(512)]
    [InlineData(256)]
    public async Task Loops_of_tiles_have_no_spill_no_move_and_no_load_too_many(int widest)
    {
        int width = Math.Min(widest, InstructionSet.LargestHere);
        string[] listing = await runs.TilesAsync(runs.Networks, s_networks, InstructionSet.All.Single(set => set.Largest == width));
        LoopOfTile[] loops = [.. LoopsOf(listing).Where(loop => loop.Fits(registers: width == 512 ? 32 : 16))];
        Assert.True(loops.Length >= 10, $"Only {loops.Length} loops of tiles.");
        Assert.All(loops, loop => Assert.True(loop.Fault is null, $"{loop.Method}, {loop.Rows}x{loop.Vectors}: {loop.Fault}\n{string.Join('\n', loop.Instructions)}"));
    }

    /// <summary>What the test above says of loops that are not as they should be.</summary>
    [Theory]
    [InlineData("vmovups ymm12, ymmword ptr [rsi]|vbroadcastss ymm14, dword ptr [rdi]|vfmadd231ps ymm0, ymm12, ymm14", null)]
    [InlineData("vmovups ymm12, ymmword ptr [rsi]|vbroadcastss ymm14, dword ptr [rdi]|vfmadd213ps ymm12, ymm14, ymm0|vmovaps ymm0, ymm12", "a move between registers")]
    [InlineData("vmovups ymm12, ymmword ptr [rsi]|vbroadcastss ymm14, dword ptr [rdi]|vfmadd231ps ymm0, ymm12, ymm14|vmovups ymmword ptr [rbp-0x30], ymm0", "a value in memory for want of registers")]
    [InlineData("vmovups ymm12, ymmword ptr [rsi]|vbroadcastss ymm14, dword ptr [rdi]|vfmadd231ps ymm0, ymm12, ymmword ptr [rsi]", "3 loads for 1 multiply-adds")]
    [InlineData("vfmadd231ps ymm0, ymm12, ymm14|call [NetGen.Runtime.Simd256:Load]", "a call")]
    public void Loops_that_are_not_as_they_should_be_are_found(string instructions, string? fault)
        => Assert.Equal(fault, new LoopOfTile("Tile1x1", 1, 1, instructions.Split('|')).Fault);

    /// <summary>The innermost loops with multiply-adds: from a label to the jump back to it.</summary>
    private static IEnumerable<LoopOfTile> LoopsOf(string[] listing)
    {
        Match tile = Match.Empty;
        var labels = new Dictionary<string, int>(StringComparer.Ordinal);
        List<string> instructions = [];
        foreach (string line in listing)
        {
            if (line.StartsWith("; Assembly listing", StringComparison.Ordinal))
            {
                tile = MethodLine().Match(line);
                labels.Clear();
                instructions.Clear();
            }
            else if (LabelLine().Match(line) is { Success: true } label)
            {
                labels[label.Value] = instructions.Count;
            }
            else if (tile.Success && line.StartsWith("       ", StringComparison.Ordinal))
            {
                string instruction = line.Trim();
                if (instruction.StartsWith('j') && labels.TryGetValue(instruction.Split(' ')[^1], out int first))
                {
                    string[] loop = [.. instructions.Skip(first)];
                    if (loop.Any(LoopOfTile.IsMultiplyAdd)) yield return new LoopOfTile(tile.Groups["name"].Value, Number(tile, "rows"), Number(tile, "vectors"), loop);
                    // A loop around this one begins no later: it is not looked at.
                    labels.Clear();
                }

                instructions.Add(instruction);
            }
        }
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture);

    // '; Assembly listing for method NetGen.Generated.Kernels:Dense1ForwardTile6x2[NetGen.Runtime.Simd256](byref,byref,byref,byref) (FullOpts)'
    [GeneratedRegex(@"^; Assembly listing for method .*:(?<name>\w*Tile(?<rows>\d+)x(?<vectors>\d+))\[", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex MethodLine();

    [GeneratedRegex(@"^G_M\d+_IG\d+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex LabelLine();

    /// <summary>A loop of a tile of rows by vectors.</summary>
    private sealed record LoopOfTile(string Method, int Rows, int Vectors, IReadOnlyList<string> Instructions)
    {
        private int MultiplyAdds => Instructions.Count(IsMultiplyAdd);

        // Counters are loaded from nowhere: every operand in memory is a value or a vector of factors.
        private int Loads => Instructions.Count(instruction => instruction.Contains(" ptr [", StringComparison.Ordinal));

        public static bool IsMultiplyAdd(string instruction) => instruction.StartsWith("vfmadd", StringComparison.Ordinal);

        /// <summary>What is wrong with it; null where nothing is.</summary>
        public string? Fault =>
            Instructions.Any(instruction => instruction.StartsWith("call", StringComparison.Ordinal)) ? "a call"
            : Instructions.Any(instruction => instruction.Contains("ptr [rbp", StringComparison.Ordinal) || instruction.Contains("ptr [rsp", StringComparison.Ordinal)) ? "a value in memory for want of registers"
            : Instructions.Any(instruction => instruction.StartsWith("vmova", StringComparison.Ordinal)) ? "a move between registers"
            : Loads * Rows * Vectors > (Rows + Vectors) * MultiplyAdds ? $"{Loads} loads for {MultiplyAdds} multiply-adds"
            : null;

        /// <summary>Whether the sums, the factors and a value have a register each; of the tiles for more registers the narrow machines use none.</summary>
        public bool Fits(int registers) => (Rows * Vectors) + Vectors + 1 <= registers;
    }
}

/// <summary>A test of listings of x64 with fused multiply-adds; skipped, with the reason, on other processors.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TheoryWithFusedMultiplyAddAttribute : TheoryAttribute
{
    public TheoryWithFusedMultiplyAddAttribute()
    {
        if (!Fma.IsSupported) Skip = "This processor has no AVX2 with fused multiply-adds: its instructions have other names.";
    }
}
