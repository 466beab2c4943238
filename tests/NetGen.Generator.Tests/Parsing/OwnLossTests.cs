using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Parsing;

/// <summary>Types that an attribute names: which are losses, and what is said of others.</summary>
public sealed class OwnLossTests
{
    private const string Body = "{ public float Compute(System.ReadOnlySpan<float> output, System.ReadOnlySpan<float> target, System.Span<float> gradient) => 0; }";

    private const string Label = "{ public float Compute(System.ReadOnlySpan<float> output, int label, System.Span<float> gradient) => 0; }";

    [Theory]
    [InlineData("[Loss(typeof(Mine))]", "readonly struct Mine : IRowLoss " + Body)]
    [InlineData("[Loss(typeof(Mine), Targets = 1)]", "struct Mine : IRowLoss " + Body)]
    [InlineData("[Loss(typeof(Mine), Weight = 0.5)]", "readonly record struct Mine : ILabelLoss " + Label)]
    [InlineData("[Loss(typeof(Mine<int>))]", "struct Mine<T> : IRowLoss " + Body)]
    [InlineData("[Loss(typeof(Around.Mine))]", "class Around { internal struct Mine : IRowLoss " + Body + " }")]
    public void Structs_that_are_losses_become_code_that_compiles(string attribute, string type)
    {
        GeneratorResult result = GeneratorRunner.Run($"using NetGen; [Network(3)] [Dense(2)] {attribute} public partial class N; {type}");
        Assert.Equal([], result.Compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning));
        Assert.NotEmpty(result.Sources);
    }

    [Theory]
    [InlineData("[Loss(typeof(Mine))]", "struct Mine;", "names Mine, which implements none of IRowLoss, ILabelLoss or ISampleLoss")]
    [InlineData("[Loss(typeof(Mine))]", "class Mine : IRowLoss " + Body, "names Mine, which is no struct")]
    [InlineData("[Loss(typeof(N.Mine))]", "partial class N { private struct Mine : IRowLoss " + Body + " }", "names Mine, which generated code cannot see")]
    [InlineData("[Loss(null!)]", "", "names no type")]
    [InlineData("[Loss(typeof(float[]))]", "", "names no type")]
    [InlineData("[Loss(typeof(Mine), Targets = 2)]", "struct Mine : ILabelLoss " + Label, "has Targets = 2, but compares with one label")]
    [InlineData("[Loss(typeof(Mine), Targets = -1)]", "struct Mine : IRowLoss " + Body, "has Targets = -1")]
    public void What_is_no_loss_is_refused(string attribute, string type, string problem)
        => Assert.Contains(problem, string.Join('\n', Declared.Build($"[Network(3)] [Dense(2)] {attribute} public partial class N; {type}").Findings.Select(Declared.Describe)), StringComparison.Ordinal);
}
