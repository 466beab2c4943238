using System.Security.Cryptography;
using System.Text;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

using NetGen.Generator;
using NetGen.Generator.Analysis;
using NetGen.Generator.Kernels;
using NetGen.Generator.Layers;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;
using NetGen.Generator.Writing;
using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Drawn;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests;

/// <summary>Prints are remembered by what a kernel consists of: over all kernels of all networks, that is enough to tell texts apart.</summary>
public sealed class KernelPrintTests
{
    [Fact]
    public void Kernels_of_equal_contents_print_equal_texts()
    {
        Dictionary<Contents, (string Text, string Where)> known = [];
        int again = 0;
        foreach ((NetworkModel model, Kernel kernel) in Kernels())
        {
            string where = $"{model.Type.Name}, {kernel.Name}";
            Kernel anonymous = kernel.Named(PrintedMethod.Anybody);
            Contents? contents = Contents.Of(anonymous);
            Assert.True(contents is not null, $"{where} holds something that cannot be looked into, and would be printed anew at every key.");
            string text = Print(anonymous);
            Assert.True(KernelPrint.Of(kernel).Equals(KernelPrint.Of(text.AsSpan())), $"{where} is remembered wrongly.");
            string digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            if (known.TryAdd(contents, (digest, where))) continue;
            again++;
            Assert.True(known[contents].Text == digest, $"{known[contents].Where} and {where} have equal contents, and print different texts.");
        }

        Assert.True(known.Count > 1000 && again > 100, $"{known.Count} kernels, {again} of them again: the test sees too few.");
    }

    /// <summary>Of a whole network too: files are the same whatever was generated before them, and by how many threads.</summary>
    [Fact]
    public async Task Threads_generate_what_one_does()
    {
        string[] sources = [.. CaseCatalog.All.Where((_, index) => index % 40 == 0).Select(item => CaseCatalog.ToSource([item]))];
        IReadOnlyList<GeneratedSource>[] alone = [.. sources.Select(source => GeneratorRunner.Run(source).Sources)];
        await Parallel.ForAsync(0, 4 * sources.Length, (turn, _) =>
        {
            Assert.Equal(alone[turn % sources.Length], GeneratorRunner.Run(sources[turn % sources.Length]).Sources);
            return ValueTask.CompletedTask;
        });
    }

    private static string Print(Kernel kernel)
    {
        SourceWriter writer = new(breaksLines: false);
        kernel.Emit(writer);
        return writer.ToString();
    }

    private static IEnumerable<(NetworkModel Model, Kernel Kernel)> Kernels()
    {
        CSharpCompilation compilation = GeneratorRunner.CreateCompilation(CaseCatalog.ToSource(CaseCatalog.All.Concat(DrawnNetworks.All)));
        foreach (NetworkCase item in CaseCatalog.All.Concat(DrawnNetworks.All))
        {
            INamedTypeSymbol type = compilation.GetTypeByMetadataName(item.Name)!;
            NetworkModel model = NetworkModelBuilder.Build(NetworkParser.Parse(type, CancellationToken.None)).Model!;
            foreach (Kernel kernel in Planner.Plan(model).Kernels) yield return (model, kernel);
        }
    }
}
