using System.Runtime.InteropServices;
using System.Security.Cryptography;

using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Checks;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Widths;

/// <summary>What docs/determinism.md promises across instruction sets: where networks begin, and that vectors of 256 and 512 bits give the same.</summary>
public sealed class WidthBitsTests
{
    private const int Samples = 12;

    /// <summary>Networks in which sums go over inputs, pixels and samples, and not across the lanes of a vector.</summary>
    private static readonly string[] s_names = ["LeNet", "Residual", "MobileNet", "Inception", "NormalizedShortcut", "BytesWide", "RecomputedSequence"];

    [Fact]
    public async Task Networks_begin_alike_everywhere_and_fused_multiply_adds_give_the_same_bits_at_every_width()
    {
        string image = Path.Combine(Path.GetTempPath(), $"netgen-bits-{Guid.NewGuid():N}.dll");
        try
        {
            using CompiledAssembly assembly = CompiledAssembly.Compile(CaseCatalog.ToSource(s_names.Select(CaseCatalog.Find)));
            await File.WriteAllBytesAsync(image, assembly.Image);
            string[][][] lines = [.. (await Task.WhenAll(InstructionSet.All.Where(set => set.IsHere).Select(set => LinesAsync(set, image))))];
            foreach (string[][] set in lines)
            {
                Assert.Equal(s_names, set.Select(line => line[0]));
                Assert.Equal(lines[0].Select(line => line[1]), set.Select(line => line[1]));
            }

            // Those of 128 bits round a product before they add it.
            if (InstructionSet.LargestHere < 512) return;
            Assert.Equal(lines[0].Select(line => string.Join(' ', line)), lines[1].Select(line => string.Join(' ', line)));
        }
        finally
        {
            File.Delete(image);
        }
    }

    /// <summary>Prints for each network what its parameters are at first and what it gives.</summary>
    internal static int Run(CompiledAssembly assembly)
    {
        foreach (string name in s_names)
        {
            ITestNetwork network = assembly.CreateNetwork(name, seed: 5);
            string first = Hash(network.PackedParameters);
            float[] input = ForwardChecks.Inputs(network, Samples);
            var output = new float[Samples * network.Info.OutputSize];
            network.Forward(input, output);
            Console.WriteLine($"{name} {first} {Hash(output)}");
        }

        return 0;
    }

    private static async Task<string[][]> LinesAsync(InstructionSet set, string image)
    {
        ChildResult result = await ChildProcess.RunAsync(typeof(CaseProcess).Assembly, set.ToEnvironment(), CaseProcess.Bits, image);
        Assert.True(result.ExitCode == 0, result.Errors);
        return [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(' '))];
    }

    private static string Hash(ReadOnlySpan<float> values) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(values)))[..16];
}
