using System.IO.Compression;
using System.Runtime.Loader;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

using NetGen.TestHelpers;

namespace NetGen.Packages.Tests;

/// <summary>The generator of the package, driven as an editor drives it.</summary>
[Collection(PackedFeed.Collection)]
public sealed class PackagedGeneratorTests(PackedFeed feed)
{
    private const string Network = "[NetGen.Network(4)] [NetGen.Dense(8)] [NetGen.ReLU] [NetGen.Dense(2)] [NetGen.MeanSquaredError] public sealed partial class Net;";

    [Fact]
    public void A_change_elsewhere_generates_nothing_again()
    {
        GeneratorDriver driver = Run(CreateDriver(), Network, "class Other;");
        Assert.NotEmpty(driver.GetRunResult().GeneratedTrees);
        driver = Run(driver, Network, "class Other { int _field = 1; }");
        Assert.All(Reasons(driver), static reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{reason}"));
        driver = Run(driver, Network.Replace("Dense(8)", "Dense(9)", StringComparison.Ordinal), "class Other;");
        Assert.Contains(IncrementalStepRunReason.Modified, Reasons(driver));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorDriver driver)
        => driver.GetRunResult().Results.Single().TrackedOutputSteps.Values.SelectMany(static runs => runs).SelectMany(static run => run.Outputs).Select(static output => output.Reason);

    private CSharpGeneratorDriver CreateDriver()
    {
        string assembly = Extract("analyzers/dotnet/cs/NetGen.Generator.dll");
        Type type = new AssemblyLoadContext("package").LoadFromAssemblyPath(assembly).GetTypes().Single(static type => type.IsDefined(typeof(GeneratorAttribute), inherit: false));
        return CSharpGeneratorDriver.Create(
            [((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator()],
            parseOptions: GeneratorRunner.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    private GeneratorDriver Run(GeneratorDriver driver, params string[] sources)
    {
        MetadataReference library = MetadataReference.CreateFromFile(Extract("lib/net10.0/NetGen.dll"));
        return driver.RunGenerators(CSharpCompilation.Create(
            "Consumer",
            sources.Select(static (source, index) => CSharpSyntaxTree.ParseText(source, GeneratorRunner.ParseOptions, $"Source{index}.cs")),
            [.. GeneratorRunner.References.Where(static reference => Path.GetFileName(reference.Display) != "NetGen.dll"), library],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)));
    }

    private string Extract(string name)
    {
        string target = feed.Consumers.PathOf("extracted", name);
        if (File.Exists(target)) return target;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using ZipArchive package = feed.Open("NetGen");
        package.GetEntry(name)!.ExtractToFile(target);
        return target;
    }
}
