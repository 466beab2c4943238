using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Checks;
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
            (string[] one, string[] other) = (await LinesAsync(narrow), await LinesAsync(wide));
            Assert.Equal(["vectors 128", .. part.Select(item => item.Name).Order(StringComparer.Ordinal)], one.Select(NameOf));
            different.AddRange(one.Zip(other).Where(pair => pair.First != pair.Second).Select(pair => $"{pair.First}\n{pair.Second}"));
        }

        Assert.True(different.Count == 0, string.Join('\n', different));

        static string NameOf(string line) => line.StartsWith("vectors", StringComparison.Ordinal) ? line : line.Split(' ')[0];
    }

    /// <summary>Prints digests of all that can be seen of each case.</summary>
    internal static int Run(CompiledAssembly assembly)
    {
        HashSet<string> compiled = [.. assembly.Types.Select(type => type.FullName!)];
        NetworkCase[] cases = [.. CaseCatalog.All.Where(item => compiled.Contains(item.Name))];
        IEnumerable<string> lines = cases.AsParallel().Select(item => $"{item.Name} {NetworkValues.Of(item, assembly).Digests}");
        foreach (string line in lines.Order(StringComparer.Ordinal)) Console.WriteLine(line);
        return 0;
    }

    private static async Task<string[]> LinesAsync(CompiledAssembly assembly)
    {
        string image = Path.Combine(Path.GetTempPath(), $"netgen-registers-{Guid.NewGuid():N}.dll");
        try
        {
            await File.WriteAllBytesAsync(image, assembly.Image);
            ChildResult result = await ChildProcess.RunAsync(typeof(CaseProcess).Assembly, InstructionSet.FusedShort, CaseProcess.Values, image);
            Assert.True(result.ExitCode == 0, result.Errors);
            return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            File.Delete(image);
        }
    }
}
