using NetGen.Generator.Analysis;
using NetGen.Generator.Layers;
using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Layers;

public sealed class FixupTests
{
    private const string Two = "[Block] [Dense(50)] [Fixup] [ReLU] [Dense(50)] [Fixup] class Two;\n";

    private const string Three = "[Block] [Dense(20)] [Fixup] [ReLU] [Dense(20)] [Fixup] [ReLU] [Dense(50)] [Fixup] class Three;\n";

    private const string One = "[Block] [Dense(50)] [Fixup] class One;\n";

    /// <summary>He's variance times L^(-2/(2m - 2)): of fan-in 50, 0.04; of fan-in 20, 0.1.</summary>
    [Theory]
    [InlineData("[Network(50)] [Residual<Two>(Repeat = 4)] [Dense(2)] [Zeros]", "block1.dense1", 0.2 * 0.5)]
    [InlineData("[Network(50)] [Residual<Two>(Repeat = 4)] [Dense(2)] [Zeros]", "block4.dense1", 0.2 * 0.5)]
    [InlineData("[Network(50)] [Residual<Two>(Repeat = 4)] [Dense(2)] [Zeros]", "block4.dense2", 0)]
    [InlineData("[Network(50)] [Residual<Three>(Repeat = 16)] [Dense(2)] [Zeros]", "block6.dense1", 0.2 * 0.5)]
    [InlineData("[Network(50)] [Residual<Three>(Repeat = 16)] [Dense(2)] [Zeros]", "block6.dense2", 0.31622776601683794 * 0.5)]
    [InlineData("[Network(50)] [Residual<Three>(Repeat = 16)] [Dense(2)] [Zeros]", "block6.dense3", 0)]
    [InlineData("[Network(10)] [Residual<Two>(Projection = true)] [Residual<Three>(Repeat = 3)] [Dense(2)]", "block1.dense1", 0.44721359549995793 * 0.5)]
    [InlineData("[Network(10)] [Residual<One>(Projection = true)] [Dense(2)]", "block1.dense1", 0)]
    [InlineData("[Network(10)] [Dense(50, Name = \"in\")] [Dense(50, Name = \"a\")] [Fixup] [Dense(50, Name = \"b\")] [Fixup] [Add(\"in\")] [Dense(2)]", "b", 0)]
    public void BranchesAreCountedFromTheNetwork(string network, string layer, double std)
    {
        Initializer initializer = Weight(network, layer);
        Assert.Equal(std, initializer.Std, 1e-12);
        Assert.Equal(std == 0, initializer.IsConstant);
    }

    /// <summary>What follows decides, as for [Auto]: no activation has a variance of 1 / fan-in.</summary>
    [Fact]
    public void TheActivationCounts()
        => Assert.Equal(Math.Sqrt(1 / 50.0), Weight("[Network(50)] [Dense(50, Name = \"a\")] [Fixup] [Dense(50, Name = \"b\")] [Fixup] [Add(\"input\")] [Dense(2)]", "a").Std, 1e-12);

    /// <summary>A branch in a branch has its own layers alone; all branches count.</summary>
    [Fact]
    public void TheInnermostBranchCounts()
    {
        const string Outer = "[Block] [Dense(50, Name = \"first\")] [Fixup] [ReLU] [Residual<Two>] [ReLU] [Dense(50, Name = \"last\")] [Fixup] class Outer;\n";
        const string Network = "[Network(50)] [Residual<Outer>(Repeat = 2)] [Dense(2)]";

        // Four branches. The outer ones have four layers, of which two are those of an inner one.
        Assert.Equal(0.2 * Math.Pow(4, -1.0 / 2), Weight(Network, "block1.block1.dense1", Outer).Std, 1e-12);
        Assert.Equal(0.2 * Math.Pow(4, -1.0 / 6), Weight(Network, "block1.first", Outer).Std, 1e-12);
        Assert.Equal(0, Weight(Network, "block1.last", Outer).Std);
        Assert.Equal(0, Weight(Network, "block2.block1.dense2", Outer).Std);
    }

    [Theory]
    [InlineData("[Network(50)] [Residual<Two>] [Dense(2)] [Fixup]", "residual branches, and this layer is in none")]
    [InlineData("[Network(50)] [Residual<Two, Beside>] [Dense(2)]", "residual branches, and this layer is in none")]
    [InlineData("[Network(50)] [Dense(50, Name = \"a\")] [Add(\"input\")] [Dense(2)] [Fixup]", "residual branches, and this layer is in none")]
    public void LayersElsewhereAreAnError(string network, string problem)
    {
        const string Beside = "[Block] [Dense(50)] [Fixup] class Beside;\n";
        string findings = string.Join('\n', Declared.Build(Two + Beside + network + " [SoftmaxCrossEntropy] partial class N;").Findings.Where(finding => finding.Rule == RuleIds.UnsuitableInitializer).Select(Declared.Describe));
        Assert.Contains(problem, findings, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', findings);
    }

    private static Initializer Weight(string network, string layer, string blocks = "")
    {
        NetworkResult result = Declared.Build(One + Two + Three + blocks + network + " [SoftmaxCrossEntropy] partial class N;");
        Assert.True(result.Model is not null, string.Join('\n', result.Findings.Select(Declared.Describe)));
        return result.Model!.Nodes.Single(node => node.Name == layer).Weight!.Initializer;
    }
}
