using Microsoft.CodeAnalysis;

using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

/// <summary>NG0: each rule where it must fire, at the right place, and where it must not.</summary>
public sealed class DeclarationRulesTests
{
    [Theory]
    [InlineData("[Network(4)] [Dense(2)] class {|NG0001:N|};")]
    [InlineData("class O { [Network(4)] [Dense(2)] partial class {|NG0001:N|}; }")]
    [InlineData("[Network(4)] [Dense(2)] static partial class {|NG0001:N|};")]
    [InlineData("[Network(4)] [Dense(2)] partial class N;")]
    [InlineData("partial record struct O { [Network(4)] [Dense(2)] partial class N; }")]
    public Task NG0001_NotPartial(string source) => Verify(source);

    [Theory]
    [InlineData("[{|NG0002:Network|}] [Dense(2)] partial class N;")]
    [InlineData("[Dense(2)] [{|NG0002:Network()|}] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] partial class N;")]
    public Task NG0002_MissingInput(string source) => Verify(source);

    [Theory]
    [InlineData("[Network(4)] [Dense(2)] partial class {|NG0003:N|}; [ReLU] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] partial class N; [System.Serializable] partial class N;")]
    public Task NG0003_SplitDeclaration(string source) => Verify(source);

    [Theory]
    [InlineData("[Network(4)] [{|NG0004:He|}] [Dense(2)] partial class N;")]
    [InlineData("[Network(4), {|NG0004:Constant(1)|}, Dense(2)] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [He] partial class N;")]
    [InlineData("[Network(4)] [{|NG0004:WeightNorm|}] [Dense(2)] partial class N;")]
    public Task NG0004_ModifierWithoutLayer(string source) => Verify(source);

    [Theory]
    [InlineData("[Network(4)] [Dense(2)] [Xavier] [ReLU] [{|NG0005:He|}] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [He] [{|NG0005:He|}] [{|NG0005:He|}] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [Xavier] [Ones(Target = Parameter.Bias)] [Dense(2)] [Xavier] partial class N;")]
    public Task NG0005_SeveralInitializers(string source) => Verify(source);

    [Theory]
    [InlineData("[Network(4)] [{|NG0006:Dense(0)|}] partial class N;")]
    [InlineData("[{|NG0006:Network(4, 0)|}] [Tanh] partial class N;")]
    [InlineData("[Network(9, 9, 4)] [{|NG0006:Conv2D(8, 3, Groups = 3)|}] [{|NG0006:MaxPool2D(-1)|}] [{|NG0006:Dropout(2)|}] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [{|NG0006:Normal(-1)|}] partial class N;")]
    [InlineData("[Network(4)] [Use<B>] partial class N; [Block] [{|NG0006:Dense(-2)|}] class B;")]
    [InlineData("[Network(9, 9, 4)] [Conv2D(8, 3, Groups = 4)] [MaxPool2D(7)] [Dropout(0)] partial class N;")]
    public Task NG0006_InvalidArgument(string source) => Verify(source);

    [Theory]
    [InlineData("[Network(4)] [Dense(2)] partial class N { object M() => this.{|NG0007:CreateTrainer|}(1); }")]
    [InlineData("[Network(4)] [Dense(2)] partial class N; class C { object M(N n) => n.{|NG0007:CreateTrainer|}(1); }")]
    [InlineData("[Network(4)] [Dense(2)] partial class N; class C { object M(N n) => new Trainer<{|NG0007:N|}>(n, new Adam()); }")]
    [InlineData("[Network(4)] [Dense(2)] partial class N; class C { object M(N n) => new NetGen.Trainer<{|NG0007:N|}>(n, new Adam()); }")]
    [InlineData("[Network(4)] [Dense(2)] partial class N; class C { object M(N n) => n.{|NG0007:MeasureSignal|}(new float[4], new int[1]); }")]
    [InlineData("[Network(4)] [Dense(2)] [MeanSquaredError] partial class N; class C { object M(N n) => n.CreateTrainer(1); }")]
    [InlineData("[Network(4)] [Dense(2)] [MeanSquaredError] partial class N; class C { object M(N n) => new Trainer<N>(n, new Adam()); }")]
    [InlineData("class N; class Trainer<T>; class C { object M(N n) => new Trainer<N>(); }")]
    [InlineData("[Network(4)] [Dense(2)] partial class N { public int CreateTrainer(int x) => x; int M() => this.CreateTrainer(1); }")]
    [InlineData("class N; class C { object M(N n) => n.CreateTrainer(1); }")]
    public Task NG0007_MissingLoss(string source) => AnalyzerRunner.VerifyAsync(source, "NG0", new TrainingWithoutLossAnalyzer());

    [Theory]
    [InlineData("[Network(4)] [{|NG0008:Dense(2)|}] [ReLU] [Dense(2)] [Auto] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [He] partial class N;")]
    public Task NG0008_DefaultInitializer(string source) => Verify(source);

    [Fact]
    public async Task NG0008_is_hidden_and_names_what_was_chosen()
    {
        Diagnostic diagnostic = Assert.Single(await Verify("[Network(50)] [{|NG0008:Dense(2)|}] [ReLU] partial class N;"));
        Assert.Equal(DiagnosticSeverity.Hidden, diagnostic.Severity);
        Assert.Equal(
            "dense1.weight begins with Auto for ReLU, fan-in 50 and standard deviation 0.2, because no initialiser is declared. Write [Auto] below the layer to say that this is meant.",
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("[Network(4)] [Dense(2, Name = \"a\")] [{|NG0009:Dense(2, Name = \"a\")|}] partial class N;")]
    [InlineData("[Network(4)] [Use<B>(Name = \"a\")] [{|NG0009:Use<B>(Name = \"a\")|}] partial class N; [Block] [Dense(4)] [ReLU] class B;")] // once, not for each layer
    [InlineData("[Network(4)] [Dense(2, Name = \"a\")] [Dense(2, Name = \"b\")] partial class N;")]
    public Task NG0009_DuplicateName(string source) => Verify(source);

    [Theory]
    [InlineData("[Network(4)] [Dense(4)] [{|NG0010:Add(\"dense2\")|}] partial class N;")]
    [InlineData("[Network(4)] [{|NG0010:Dense(4, Input = \"x\")|}] partial class N;")]
    [InlineData("[Network(4)] [Dense(4)] [Add(\"dense1\")] partial class N;")]
    public Task NG0010_UnknownInput(string source) => Verify(source);

    [Theory]
    [InlineData("[Network(4)] [{|NG0011:Dense(4, Input = \"dense1\")|}] partial class N;")]
    [InlineData("[Network(4)] [{|NG0011:Add(\"dense1\")|}] [Dense(4)] partial class N;")]
    public Task NG0011_InputBelow(string source) => Verify(source);

    [Theory]
    [InlineData("[{|NG0012:Network(4)|}] partial class N;")]
    [InlineData("[{|NG0012:Network(4)|}] [MeanSquaredError] partial class N;")]
    [InlineData("[Network(4)] [ReLU] partial class N;")]
    public Task NG0012_EmptyNetwork(string source) => Verify(source);

    [Theory]
    [InlineData("[Network(4)] [Dense(2)] [{|NG0014:He(Target = Parameter.Bias)|}] partial class N;")]
    [InlineData("[Network(4)] [Dense(2, UseBias = false)] [{|NG0014:Zeros(Target = Parameter.Bias)|}] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [{|NG0014:Constant(0.25, TargetName = \"slope\")|}] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [BatchNorm] [Ones(TargetName = \"running_var\")] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [Zeros(Target = Parameter.Bias)] partial class N;")]
    public Task NG0014_UnsuitableInitializer(string source) => Verify(source);

    [Theory]
    [InlineData("[Network(4)] [Dense(2)] [BatchNorm] [{|NG0021:WeightNorm|}] partial class N;")]
    [InlineData("[Network(4, 3)] [SimpleRNN(2)] [{|NG0021:WeightNorm|}] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [WeightNorm] [{|NG0021:WeightNorm|}] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [{|NG0021:Zeros|}] [WeightNorm] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [WeightNorm] [{|NG0021:SpectralNorm|}] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [{|NG0006:SpectralNorm(Iterations = -1)|}] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [{|NG0006:SpectralNorm(Epsilon = 0)|}] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [WeightNorm] [BatchNorm] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [Zeros(Target = Parameter.Bias)] [Ones(TargetName = \"weight_g\")] [WeightNorm] partial class N;")]
    public Task NG0021_UnsuitableReparameterization(string source) => Verify(source);

    [Theory]
    [InlineData("[Network(4)] [MeanSquaredError] [{|NG0015:Dense(2)|}] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [MeanSquaredError] [{|NG0015:SoftmaxCrossEntropy|}] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [MeanSquaredError] partial class N;")]
    [InlineData("[Dense(2)] [MeanSquaredError] [Network(4)] partial class N;")]
    public Task NG0015_LossNotLast(string source) => Verify(source);

    [Theory]
    [InlineData("[Network(4)] [{|NG0016:Dense(2)|}] [Dense(2, Input = \"input\")] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [Dense(2, Input = \"input\")] [Add(\"dense1\")] partial class N;")]
    public Task NG0016_UnusedLayer(string source) => Verify(source);

    [Fact]
    public async Task NG0017_says_of_a_network_that_it_is_one()
    {
        Diagnostic diagnostic = Assert.Single(await Verify("[Network(4)] [{|NG0017:Use<M>|}] partial class N; [Network(4)] [Dense(4)] partial class M;"));
        Assert.Equal(
            "M is used as a block, but is a network. Move the layers that both have into a class with [Block], and use that in both.",
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("[Network(4)] [{|NG0017:Use<B>|}] partial class N; class B;")]
    [InlineData("[Network(4)] [Residual<B>] partial class N; [Block] [{|NG0017:Residual<B>|}] class B;")]
    [InlineData("[Network(4)] [{|NG0017:Use<B>|}] partial class N; [Block] [Input(\"x\", 2)] [Dense(4)] class B;")]
    [InlineData("[Network(4)] [{|NG0017:Use<B>|}] partial class N; [Block] [Dense(4)] [Output(\"dense1\")] class B;")]
    [InlineData("[Network(4)] [Residual<B>] partial class N; [Block] [Dense(4)] class B;")]
    public Task NG0017_InvalidBlock(string source) => Verify(source);

    [Theory]
    [InlineData("[{|NG0018:Network(100000, 100000)|}] [Tanh] partial class N;")]
    [InlineData("[Network(100000)] [{|NG0018:Dense(100000)|}] partial class N;")]
    public Task NG0018_TooLarge(string source) => Verify(source);

    [Theory]
    [InlineData("[{|NG0019:Dense(2)|}] [ReLU] partial class N;")]
    [InlineData("[{|NG0019:ReLU|}] class N;")]
    [InlineData("[Block] [Dense(2)] class N;")]
    [InlineData("[System.Obsolete] class N;")]
    [InlineData("[Nonsense] class N;")]
    public Task NG0019_MissingMarker(string source) => Verify(source);

    /// <summary>While code is being typed, only what is certain is reported.</summary>
    [Theory]
    [InlineData("[Network(4, 4, 1)] [Conv2D(] [Dense(2)] partial class N;")]
    [InlineData("[Network(4, 4, 1)] [Flaten] [Dense(2)] partial class N;")]
    [InlineData("[Network(4)] [Dens(2)] partial class N;")]
    [InlineData("[Network(4)] [Dense(4)] [Ad(\"input\")] [Dense(2, Input = \"input\")] partial class N;")]
    [InlineData("[Network(4)] [Use<B>] partial class N; [Block] [Dens(2)] class B;")]
    [InlineData("[Network(4)] [Residual<B>] partial class N; [Block] [Dense(5)] [Dens(4)] class B;")]
    [InlineData("[Network(4)] [Use<Missing>] [Dense(2)] partial class N;")]
    [InlineData("[Network(\"x\")] partial class N;")]
    public Task Half_typed_code_is_left_to_the_compiler(string source) => Verify(source);

    private static Task<System.Collections.Immutable.ImmutableArray<Diagnostic>> Verify(string source)
        => AnalyzerRunner.VerifyAsync(source, "NG0", new NetworkDeclarationAnalyzer());
}
