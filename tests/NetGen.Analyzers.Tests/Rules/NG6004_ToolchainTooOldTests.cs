using System.Collections.Immutable;
using System.Globalization;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

/// <summary>A project whose C# is too old gets one error, and none in generated code.</summary>
public sealed class NG6004_ToolchainTooOldTests
{
    private const string Rule = "NG6004";

    private const string Network =
        """
        using NetGen;
        using System;
        namespace Consumer
        {
            // What else is wrong does not matter yet.
            [Network(8, 8, 1)]
            [Conv2D(8, 3)] [Zeros] [ReLU]
            [Dense(10)]
            [SoftmaxCrossEntropy]
            public sealed partial class Net { }
            public static class Use
            {
                public static float Run()
                {
                    Net net = new Net(1);
                    net.Threads = 2;
                    float[] output = new float[net.Threads + 8];
                    net.Predict(new float[64], output);
                    net.Save("net");
                    net = Net.Load("net");
                    return output[0] + Net.Info.OutputSize;
                }
            }
        }
        """;

    private const string Training = "namespace Consumer { public static class Train { public static NetGen.Trainer<Net> Run() { return new Net(1).CreateTrainer(new NetGen.Adam(0.001f)); } } }";

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3, "7.3")]
    [InlineData(LanguageVersion.CSharp8, "8.0")]
    [InlineData(LanguageVersion.CSharp9, "9.0")]
    [InlineData(LanguageVersion.CSharp10, "10.0")]
    [InlineData(LanguageVersion.CSharp11, "11.0")]
    public async Task It_is_the_only_error(LanguageVersion language, string name)
    {
        Diagnostic[] errors = await CompileAsync(language, Network);
        Diagnostic error = Assert.Single(errors);
        Assert.Equal(Rule, error.Id);
        Assert.Equal(
            $"Net is compiled as C# {name}, but generated code is C# 12.0, so none was generated. Write <LangVersion>12</LangVersion> or a newer one in the project file, or remove LangVersion: net8.0 begins with 12.",
            error.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal("Network(8, 8, 1)", (await error.Location.SourceTree!.GetTextAsync()).ToString(error.Location.SourceSpan));
    }

    [Fact]
    public async Task Training_compiles_too_where_a_network_can_have_its_interface()
        => Assert.Equal(Rule, Assert.Single(await CompileAsync(LanguageVersion.CSharp11, Network, Training)).Id);

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Default)]
    [InlineData(LanguageVersion.Latest)]
    [InlineData(LanguageVersion.Preview)]
    public async Task Not_reported(LanguageVersion language) => Assert.DoesNotContain(await CompileAsync(language, Network), error => error.Id == Rule);

    /// <summary>The errors of compiler and analyzers in all code, generated code included.</summary>
    private static async Task<Diagnostic[]> CompileAsync(LanguageVersion language, params string[] sources)
    {
        CSharpParseOptions options = GeneratorRunner.ParseOptions.WithLanguageVersion(language);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Consumer",
            sources.Select(source => CSharpSyntaxTree.ParseText(source, options)),
            GeneratorRunner.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        CSharpGeneratorDriver
            .Create([new Generator.NetworkGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
        ImmutableArray<Diagnostic> diagnostics = await generated.WithAnalyzers([.. RuleContractTests.Analyzers]).GetAllDiagnosticsAsync();
        return [.. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
    }
}
