using System.IO.Compression;
using System.Xml.Linq;

namespace NetGen.Analyzers.Tests;

/// <summary>The package as a user gets it: packed, restored from a folder into a project elsewhere, built and run.</summary>
public sealed class PackageTests : IDisposable
{
    private const string Project =
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <WarningsNotAsErrors>NG0020</WarningsNotAsErrors>
            <UseAppHost>false</UseAppHost>
            <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
            <CompilerGeneratedFilesOutputPath>obj/generated</CompilerGeneratedFilesOutputPath>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="NetGen" Version="*" />
          </ItemGroup>
        </Project>
        """;

    private const string Settings =
        """
        <configuration>
          <packageSources>
            <clear />
            <add key="packed" value="feed" />
          </packageSources>
          <fallbackPackageFolders>
            <clear />
          </fallbackPackageFolders>
        </configuration>
        """;

    /// <summary>A program with one network, which says that it works.</summary>
    internal const string Program =
        """
        using NetGen;

        var output = new float[10];
        new Consumer.Perceptron(seed: 1).Predict(new float[64], output);
        Console.WriteLine(output.Sum() is > 0.999f and < 1.001f ? "a distribution" : "no distribution");

        namespace Consumer
        {
            [Network(64, InputMean = 0, InputStd = 1)]
            [Dense(64)] [He] [ReLU]
            [Dense(64)] [He] [ReLU]
            [Dense(10)] [Xavier]
            [SoftmaxCrossEntropy]
            public sealed partial class Perceptron;
        }

        """;

    private readonly ConsumerProject _consumer = new();

    [FactOnBuiltLibrary]
    public async Task Package_brings_library_generator_analyzers_and_settings()
    {
        using ZipArchive package = await PackAsync();
        string[] files = [.. package.Entries.Select(entry => entry.FullName)];
        Assert.Superset(
            new HashSet<string>(
                [
                    "NetGen.nuspec", "README.md", "build/NetGen.props", "buildTransitive/NetGen.props", "build/NetGen.targets", "buildTransitive/NetGen.targets",
                    "lib/net8.0/NetGen.dll", "lib/net8.0/NetGen.xml", "lib/net10.0/NetGen.dll", "lib/net10.0/NetGen.xml",
                    "analyzers/dotnet/cs/NetGen.Generator.dll", "analyzers/dotnet/cs/NetGen.Analyzers.dll", "analyzers/dotnet/cs/NetGen.CodeFixes.dll",
                ],
                StringComparer.Ordinal),
            new HashSet<string>(files, StringComparer.Ordinal));

        // The compiler has its own Roslyn: a second one beside the generator would be loaded instead.
        Assert.Equal(3, files.Count(file => file.StartsWith("analyzers/", StringComparison.Ordinal)));
        Assert.Contains("CompilerVisibleProperty Include=\"NetGenUnroll\"", await ReadAsync(package, "build/NetGen.props"), StringComparison.Ordinal);
        Assert.Contains("<member name=\"T:NetGen.NetworkAttribute\">", await ReadAsync(package, "lib/net8.0/NetGen.xml"), StringComparison.Ordinal);
        XElement metadata = XDocument.Parse(await ReadAsync(package, "NetGen.nuspec")).Root!.Elements().Single();
        Assert.Equal("MIT", Value(metadata, "license"));
        Assert.Equal("README.md", Value(metadata, "readme"));
        Assert.DoesNotContain(metadata.Descendants(), element => element.Name.LocalName == "dependency");
        Assert.NotEqual("true", Value(metadata, "developmentDependency"));
    }

    /// <summary>The property arrives in a project that has the package and nothing else: less text, more text, or a word that is none.</summary>
    [FactOnBuiltLibrary]
    public async Task Project_property_unrolls_networks_and_a_wrong_one_is_named()
    {
        (await PackAsync()).Dispose();
        await _consumer.WriteAsync("Consumer.csproj", Project);
        await _consumer.WriteAsync("nuget.config", Settings);
        await _consumer.WriteAsync("Program.cs", Program);
        _consumer.Environment["NUGET_PACKAGES"] = Path.Combine(_consumer.Folder, "packages");

        (long automatic, string silent) = await BuildAsync("");
        (long size, _) = await BuildAsync("Size");
        (long full, _) = await BuildAsync("Full");
        Assert.True(size < automatic && automatic < full, $"Characters of generated code: Size {size}, Auto {automatic}, Full {full}.");
        Assert.DoesNotContain("warning", silent.Replace("0 Warning(s)", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("a distribution", await _consumer.RunAsync("run", "--no-build"), StringComparison.Ordinal);

        (long nonsense, string output) = await BuildAsync("Fast");
        Assert.Equal(automatic, nonsense);
        Assert.Contains(
            "warning NG0020: The project's property NetGenUnroll is 'Fast', which is no way to unroll, so Auto holds. Write one of these: Auto, Size, Full.",
            output,
            StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _consumer.Dispose();

    private static string? Value(XElement parent, string name) => parent.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

    private static async Task<string> ReadAsync(ZipArchive package, string name)
    {
        using var reader = new StreamReader(await package.GetEntry(name)!.OpenAsync());
        return await reader.ReadToEndAsync();
    }

    /// <summary>Packs what is built, and builds nothing: other tests are using it.</summary>
    private async Task<ZipArchive> PackAsync()
    {
        string feed = Directory.CreateDirectory(Path.Combine(_consumer.Folder, "feed")).FullName;
        await _consumer.RunAsync("pack", BuiltLibrary.ProjectFile, "-c", BuiltLibrary.Configuration, "--no-build", "-o", feed, "-nodeReuse:false");
        return await ZipFile.OpenReadAsync(Directory.GetFiles(feed, "NetGen.*.nupkg").Single());
    }

    /// <summary>The length of what is generated, and what the build printed.</summary>
    private async Task<(long Characters, string Output)> BuildAsync(string unroll)
    {
        string generated = Path.Combine(_consumer.Folder, "obj", "generated");
        if (Directory.Exists(generated)) Directory.Delete(generated, recursive: true);
        string output = await _consumer.RunAsync(
            "build", "-t:Rebuild", "-restore", $"-p:NetGenUnroll={unroll}", "-nodeReuse:false", "-p:UseSharedCompilation=false");
        return (Directory.GetFiles(generated, "*.cs", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), output);
    }
}
