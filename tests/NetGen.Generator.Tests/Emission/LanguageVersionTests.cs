using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Emission;

/// <summary>What users write compiles in the oldest version of the language that generated code takes, where fewer overloads are better than others.</summary>
public sealed class LanguageVersionTests
{
    private const string Network = "using NetGen; [Network(2)] [Dense(2)] [SoftmaxCrossEntropy] public partial class N;";

    [Theory]
    [InlineData("trainer.Step([0.5f, 1], [1])")]
    [InlineData("trainer.Step(new float[2], [1])")]
    [InlineData("trainer.Step([1, 0], new float[2])")]
    [InlineData("trainer.ComputeGradients([1, 0], [1])")]
    [InlineData("trainer.Step([1, 0], [0.5f, 0.5f])")]
    public void Steps_take_lists(string call)
    {
        string program = $"using NetGen; public static class P {{ public static float M(Trainer<N> trainer) => {call}; }}";
        GeneratorResult result = GeneratorRunner.Run(Network, program);
        Assert.Equal(LanguageVersion.CSharp12, GeneratorRunner.ParseOptions.LanguageVersion);
        Assert.Equal([], result.Compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
    }
}
