using System.Runtime.Loader;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

using NetGen.Generator;
using NetGen.Kernels.Tests.Cases;
using NetGen.TestHelpers;

using Xunit.Abstractions;

namespace NetGen.Kernels.Tests.Drawn;

/// <summary>
/// Somebody types into networks, change after change, in an editor that never ends. What the generator remembers from key to key must not show: each
/// text is that of a generator which was just loaded, and knows nothing.
/// </summary>
public sealed class EditedNetworkTests(ITestOutputHelper output)
{
    private const int Changes = 8;
    private const int DailyNetworks = 6;

    /// <summary>
    /// The other generator is loaded anew for each network, with memories of its own, and sees its versions from the last to the first, each with a
    /// driver of its own: of two kernels that one would be taken for the other, each generator remembers another one.
    /// </summary>
    [Fact]
    public void What_is_remembered_does_not_show()
    {
        GeneratorDriver editor = CreateDriver(new NetworkGenerator());
        int networks = 0;
        int texts = 0;
        foreach (IReadOnlyList<string> versions in Typed())
        {
            List<IReadOnlyDictionary<string, string>> typed = [];
            foreach (string version in versions) typed.Add(Generate(ref editor, version));
            AssemblyLoadContext memories = new("Generator without memories", isCollectible: true);
            Type generator = memories.LoadFromAssemblyPath(typeof(NetworkGenerator).Assembly.Location).GetType(typeof(NetworkGenerator).FullName!)!;
            for (int version = versions.Count - 1; version >= 0; version--)
            {
                GeneratorDriver driver = CreateDriver((IIncrementalGenerator)Activator.CreateInstance(generator)!);
                IReadOnlyDictionary<string, string> expected = Generate(ref driver, versions[version]);
                AssertEqual(expected, typed[version], versions.Take(version + 1));
                networks += expected.Count > 1 ? 1 : 0;
                texts += expected.Count;
            }

            memories.Unload();
        }

        output.WriteLine($"{networks} networks, {texts} files.");
        Assert.True(networks > DailyNetworks * Changes / 2, $"{networks} networks: too many changes gave none.");
    }

    private static void AssertEqual(IReadOnlyDictionary<string, string> expected, IReadOnlyDictionary<string, string> typed, IEnumerable<string> versions)
    {
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), typed.Keys.Order(StringComparer.Ordinal));
        foreach ((string file, string text) in expected)
            Assert.True(text == typed[file], $"{file} is not what it would be without memory, after\n{string.Join('\n', versions)}");
    }

    /// <summary>Each network with what is made of it; many of equal layers, which share kernels, among them.</summary>
    private static IEnumerable<IReadOnlyList<string>> Typed()
    {
        int step = CaseCatalog.IsThorough ? 1 : DrawnNetworks.All.Count / DailyNetworks;
        IEnumerable<NetworkCase> large = RepeatedCases.All.Concat(WholeNetworkCases.All).Where((item, index) => CaseCatalog.IsThorough || (!item.IsThorough && index % 3 == 0));
        return large
            .Concat(DrawnNetworks.All.Where((_, index) => index % step == 0))
            .Select((item, index) => new EditDrawing(item.Description.ToSource(item.Name), (ulong)index).Draw(Changes));
    }

    private static CSharpGeneratorDriver CreateDriver(IIncrementalGenerator generator)
        => CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: GeneratorRunner.ParseOptions);

    private static IReadOnlyDictionary<string, string> Generate(ref GeneratorDriver driver, string declaration)
    {
        driver = driver.RunGenerators(GeneratorRunner.CreateCompilation("using NetGen;\n\n" + declaration));
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.True(result.Exception is null, $"{result.Exception}\n{declaration}");
        return result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString(), StringComparer.Ordinal);
    }
}
