using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests;

/// <summary>NetGen from its sources, as a project elsewhere uses it: one import.</summary>
public sealed class SourceReferenceTests : IDisposable
{
    private const string Project =
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <UseAppHost>false</UseAppHost>
            <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
            <CompilerGeneratedFilesOutputPath>obj/generated</CompilerGeneratedFilesOutputPath>
            {1}
          </PropertyGroup>
          <Import Project="{0}" />
        </Project>
        """;

    /// <summary>A program with one network, which says that it works.</summary>
    private const string Program =
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

    /// <summary>A property of the project's file reaches the generator, and a wrong one the analyzer.</summary>
    [FactOnBuiltLibrary]
    public async Task Project_property_unrolls_networks_and_a_wrong_one_is_named()
    {
        (long automatic, string silent) = await BuildAsync(Program, "");
        (long size, _) = await BuildAsync(Program, "<NetGenUnroll>Size</NetGenUnroll>");
        Assert.True(size < automatic, $"Characters of generated code: Size {size}, Auto {automatic}.");
        Assert.DoesNotContain("NG0020", silent, StringComparison.Ordinal);
        Assert.DoesNotContain("NG6005", silent, StringComparison.Ordinal);
        (long nonsense, string output) = await BuildAsync(Program, "<NetGenUnroll>Fast</NetGenUnroll>");
        Assert.Equal(automatic, nonsense);
        Assert.Contains("warning NG0020: The project's property NetGenUnroll is 'Fast', which is no way to unroll, so Auto holds.", output, StringComparison.Ordinal);
    }

    /// <summary>Once in a project, and only where there is a network.</summary>
    [FactOnBuiltLibrary]
    public async Task A_build_without_optimisation_says_so()
    {
        const string Message = "message NG6005: The networks of Consumer are compiled without optimisation";
        string two = Program + "namespace Consumer { [Network(2)] [Dense(2)] public sealed partial class Second; }\n";
        (_, string output) = await BuildAsync(two, "<Optimize>false</Optimize>");
        Assert.Equal(2, output.Split(Message).Length);
        (_, output) = await BuildAsync(Program, "<Optimize>false</Optimize><NoWarn>$(NoWarn);NG6005</NoWarn>");
        Assert.DoesNotContain("NG6005", output, StringComparison.Ordinal);
        (_, output) = await BuildAsync("Console.WriteLine(typeof(NetGen.Adam));\n", "<Optimize>false</Optimize>");
        Assert.DoesNotContain("NG6005", output, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _consumer.Dispose();

    /// <summary>The length of what is generated, and what the build printed. The libraries are taken as they are built: other tests are using them.</summary>
    private async Task<(long Characters, string Output)> BuildAsync(string program, string properties)
    {
        await _consumer.WriteAsync("Consumer.csproj", Project.Replace("{0}", BuiltLibrary.SourceProps, StringComparison.Ordinal).Replace("{1}", properties, StringComparison.Ordinal));
        await _consumer.WriteAsync("Program.cs", program);
        string generated = Path.Combine(_consumer.Folder, "obj", "generated");
        if (Directory.Exists(generated)) Directory.Delete(generated, recursive: true);
        string output = await _consumer.RunAsync(
            "build", "-t:Rebuild", "-restore", "-c", BuiltLibrary.Configuration, "-p:BuildProjectReferences=false", "-nodeReuse:false", "-p:UseSharedCompilation=false");
        return (Directory.Exists(generated) ? Directory.GetFiles(generated, "*.cs", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length) : 0, output);
    }
}
