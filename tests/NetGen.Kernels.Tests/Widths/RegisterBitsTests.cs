using NetGen.Kernels.Tests.Cases;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Widths;

/// <summary>
/// Tiles for 16 registers and tiles for 32 add in the same order: at the same width they give the same bits, in inference and in training. A processor
/// chooses by both at once, so the choice by registers is turned round here.
/// </summary>
public sealed class RegisterBitsTests
{
    private const int NetworksPerAssembly = 150;

    /// <summary>Every family of kernels that has tiles; convolutions over few channels at borders, over whose order tiles once disagreed.</summary>
    private static readonly string[] s_daily =
    [
        "ConvChannels5", "ConvFilters17", "WinogradSkip", "Transposed4Stride2Padded", "GroupsReadingOddRows", "DepthwiseStrided", "LeNet", "Residual",
        "GRUBidirectional5", "Attention7x2x16", "Int8Classifier", "FullPerceptron",
    ];

    private const string Chosen = "else if (AdvSimd.IsSupported)";
    private const string Turned = "else if (Vector128.IsHardwareAccelerated)";

    [Fact]
    public async Task Tiles_for_32_registers_give_the_bits_of_those_for_16()
    {
        List<string> different = [];
        foreach (NetworkCase[] part in CaseCatalog.Daily(s_daily).Chunk(NetworksPerAssembly))
        {
            string source = CaseCatalog.ToSource(part);
            using CompiledAssembly narrow = CompiledAssembly.Compile(source);
            Assert.Contains(narrow.Sources, file => file.Text.Contains(Chosen, StringComparison.Ordinal));
            using CompiledAssembly wide = CompiledAssembly.CompileChanged(text => text.Replace(Chosen, Turned, StringComparison.Ordinal), source);
            string[] one = await CaseDigests.OfAsync(narrow, InstructionSet.FusedShort);
            string[] other = await CaseDigests.OfAsync(wide, InstructionSet.FusedShort);
            Assert.Equal(["vectors 128", .. part.Select(item => item.Name).Order(StringComparer.Ordinal)], one.Select(NameOf));
            different.AddRange(one.Zip(other).Where(pair => pair.First != pair.Second).Select(pair => $"{pair.First}\n{pair.Second}"));
        }

        Assert.True(different.Count == 0, string.Join('\n', different));

        static string NameOf(string line) => line.StartsWith("vectors", StringComparison.Ordinal) ? line : line.Split(' ')[0];
    }
}
