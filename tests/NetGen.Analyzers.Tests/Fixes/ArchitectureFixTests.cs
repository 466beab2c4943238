using NetGen.Analyzers.Tests.Rules;
using NetGen.CodeFixes;
using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Fixes;

/// <summary>Fixes of shapes, architecture and signal; null where none is offered, because none is certain or it would not help.</summary>
public sealed class ArchitectureFixTests
{
    private const string Known = "InputMean = 0, InputStd = 1";

    [Theory]
    [InlineData("[Network(4, 4, 8)] [Residual<B>] partial class N; [Block] [Conv2D(16, 1)] [Zeros] class B;", "[Network(4, 4, 8)] [Residual<B>(Projection = true)] partial class N; [Block] [Conv2D(16, 1)] [Zeros] class B;")]
    [InlineData("[Network(4, 4, 8)] [Residual<B>(Repeat = 2)] partial class N; [Block] [Conv2D(16, 1)] [Zeros] class B;", "[Network(4, 4, 8)] [Residual<B>(Repeat = 2, Projection = true)] partial class N; [Block] [Conv2D(16, 1)] [Zeros] class B;")]
    [InlineData("[Network(4)]\n[Dense(8, Name = \"a\")] [ReLU]\n[Dense(4)]\n[Add(\"a\")]\npartial class N;", "[Network(4)]\n[Dense(8, Name = \"a\")] [ReLU]\n[Dense(4)]\n[Dense(8)]\n[Add(\"a\")]\npartial class N;")]
    [InlineData("[Network(4, 4, 3), Conv2D(8, 1, Name = \"a\"), ReLU, Conv2D(4, 1), Add(\"a\")] partial class N;", "[Network(4, 4, 3), Conv2D(8, 1, Name = \"a\"), ReLU, Conv2D(4, 1), Conv2D(8, 1), Add(\"a\")] partial class N;")]
    [InlineData("[Network(4, 4, 3)] [Residual<B>] partial class N; [Block] [Conv2D(3, 2)] class B;", null)] // 3x3 from 4x4 has no stride
    [InlineData("[Network(4, 4, 3)] [Conv2D(8, 3, Name = \"a\")] [Conv2D(8, 1, Input = \"input\")] [Add(\"a\")] partial class N;", null)]
    [InlineData("[Network(4)] [Conv2D(8, 3)] partial class N;", null)]
    public Task NG3001_projects(string source, string? expected) => Verify("NG3001", source, expected);

    [Theory]
    [InlineData("[Network(4, 4, 1)] [Conv2D(8, 5)] partial class N;", "[Network(4, 4, 1)] [Conv2D(8, 5, Padding = Padding.Same)] partial class N;")]
    [InlineData("[Network(4, 4, 1)] [MaxPool2D(size: 5, Padding = Padding.Valid)] partial class N;", "[Network(4, 4, 1)] [MaxPool2D(size: 5, Padding = Padding.Same)] partial class N;")]
    [InlineData("[Network(4, 4, 1)] [Conv2D(8, 7, PaddingSize = 1)] partial class N;", null)] // both would contradict each other
    [InlineData("[Network(4, 4, 1)] [Conv2D(8, 5, PaddingSize = 0)] partial class N;", null)]
    public Task NG3002_pads(string source, string? expected) => Verify("NG3002", source, expected);

    [Theory]
    [InlineData("[Network(4, 4, 1)] [Conv2D(8, 1)] [SoftmaxCrossEntropy] partial class N;", "[Network(4, 4, 1)] [Conv2D(8, 1)] [GlobalAveragePool2D] [SoftmaxCrossEntropy] partial class N;")]
    [InlineData("[Network(4, 3)]\n[Tanh]\n[MultiMargin]\npartial class N;", "[Network(4, 3)]\n[Tanh]\n[Flatten]\n[MultiMargin]\npartial class N;")]
    public Task NG3003_makes_a_vector(string source, string? expected) => Verify("NG3003", source, expected);

    [Theory]
    [InlineData("[Network(5, 4, 1)] [MaxPool2D(2)] [Flatten] [Dense(2)] partial class N;", "[Network(5, 4, 1)] [MaxPool2D(2, Padding = Padding.Same)] [Flatten] [Dense(2)] partial class N;")]
    [InlineData("[Network(6, 6, 1)] [Conv2D(8, 3, Stride = 2, PaddingSize = 0)] partial class N;", null)] // both would contradict each other
    [InlineData("[Network(5, 5, 2)] [AveragePool2D(2, Name = \"a\")] [Conv2D(2, 2, Stride = 2, Input = \"input\")] [Add(\"a\")] partial class N;", null)] // the branches would not fit
    [InlineData("[Network(5, 5, 2)] [Use<B>] partial class N; [Block] [MaxPool2D(2)] class B;", "[Network(5, 5, 2)] [Use<B>] partial class N; [Block] [MaxPool2D(2, Padding = Padding.Same)] class B;")]
    public Task NG3005_pads(string source, string? expected) => Verify("NG3005", source, expected);

    [Theory]
    [InlineData("[Network(4)] [Dense(2, UseBias = false)]\n[BatchNorm]\n[SoftmaxCrossEntropy] partial class N;", "[Network(4)] [Dense(2, UseBias = false)]\n[SoftmaxCrossEntropy] partial class N;")]
    public Task NG3010_removes_it(string source, string? expected) => Verify("NG3010", source, expected);

    [Theory]
    [InlineData("[Network(4)] [ReLU] [Dropout(0.5, Name = \"drop\") /* half */] [BatchNorm] [ReLU] partial class N;", "NG3007", "[Network(4)] [ReLU] [BatchNorm] [Dropout(0.5, Name = \"drop\") /* half */] [ReLU] partial class N;")]
    [InlineData("[Network(4, 4, 1)] [ReLU] [NetGen.Dropout(0.5)] [MaxPool2D(2)] [Flatten] [Dense(2)] partial class N;", "NG3008", "[Network(4, 4, 1)] [ReLU] [MaxPool2D(2)] [NetGen.Dropout(0.5)] [Flatten] [Dense(2)] partial class N;")]
    public Task Dropout_moves_as_it_is_written(string source, string rule, string? expected) => Verify(rule, source, expected);

    [Theory]
    [InlineData(
        "[Network(9)] [Dense(9)] [Xavier] [Sigmoid] [Dense(9)] [Xavier] [Sigmoid(Name = \"s\")] [Dense(9)] [Sigmoid] [Dense(9)] [Auto] [Sigmoid] [Dense(9)] [Normal(0.1)] [Sigmoid] [Dense(2)] [Xavier] partial class N;",
        "[Network(9)] [Dense(9)] [He] [ReLU] [Dense(9)] [He] [ReLU(Name = \"s\")] [Dense(9)] [ReLU] [Dense(9)] [Auto] [ReLU] [Dense(9)] [He] [ReLU] [Dense(2)] [Xavier] partial class N;")]
    [InlineData("[Network(9)] [Use<B>(Repeat = 4)] [Dense(2)] partial class N; [Block] [Dense(9)] [Xavier] [Sigmoid] class B;", "[Network(9)] [Use<B>(Repeat = 4)] [Dense(2)] partial class N; [Block] [Dense(9)] [He] [ReLU] class B;")]
    public Task NG2009_rectifies_the_whole_row(string source, string? expected) => Verify("NG2009", source, expected);

    [Theory]
    [InlineData(
        "[Network(9)] [Dense(9, Name = \"a\")] [Add(\"input\")] [Dense(9)] [Add(\"a\")] [Dense(2)] partial class N;",
        "[Network(9)] [Dense(9, Name = \"a\")] [Zeros] [Add(\"input\")] [Dense(9)] [Zeros] [Add(\"a\")] [Dense(2)] partial class N;")]
    [InlineData("[Network(9)] [Residual<B>(Repeat = 6)] [Dense(2)] partial class N; [Block] [Dense(9)] [He] [ReLU] [Dense(9)] class B;", "[Network(9)] [Residual<B>(Repeat = 6)] [Dense(2)] partial class N; [Block] [Dense(9)] [He] [ReLU] [Dense(9)] [Zeros] class B;")]
    public Task NG1014_silences_the_branches(string source, string? expected) => Verify("NG1014", source, expected, "[*.cs]\nnetgen_ng1014_growth = 1.5\n");

    [Theory]
    [InlineData("[Network(100)] [Dense(1000)] [He] [ReLU] [Dense(100)] [He] [ReLU] [Dense(10)] partial class N;", "[Network(100)] [Dense(1000)] [He] [ReLU] [Dense(100)] [He(Mode = FanMode.FanAverage)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(1000)] [ReLU] [Dense(100)] [LeakyReLU(0.2)] [Dense(10)] partial class N;", "[Network(100)] [Dense(1000)] [ReLU] [Dense(100)] [He(Slope = 0.2, Mode = FanMode.FanAverage)] [LeakyReLU(0.2)] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(1000)] [ReLU] [Dense(100)] [LeCun] [Tanh] [Dense(10)] partial class N;", "[Network(100)] [Dense(1000)] [ReLU] [Dense(100)] [Xavier] [Tanh] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(1000)] [ReLU] [Dense(100)] [VarianceScaling(2, Distribution = WeightDistribution.Normal)] [ReLU] [Dense(10)] partial class N;", "[Network(100)] [Dense(1000)] [ReLU] [Dense(100)] [VarianceScaling(2, Mode = FanMode.FanAverage, Distribution = WeightDistribution.Normal)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(100)] [Dense(1000)] [LeCun] [SELU] [Dense(100)] [LeCun] [SELU] [Dense(10)] partial class N;", null)]
    [InlineData("[Network(100)] [Dense(1000)] [GELU] [Dense(100)] [GELU] [Dense(10)] partial class N;", null)]
    public Task NG4010_divides_by_the_mean(string source, string? expected) => Verify("NG4010", source, expected);

    [Theory]
    [InlineData("[Network(784, InputMean = 33.3, InputStd = 78.6)]\n[Dense(100)] [ReLU]\n[Dense(10)]\npartial class N;", "[Network(784, InputMean = 33.3, InputStd = 78.6)]\n[BatchNorm]\n[Dense(100)] [ReLU]\n[Dense(10)]\npartial class N;")]
    [InlineData("[Network(784)] [Dense(10)] partial class N;", "[Network(784, InputMean = 0, InputStd = 1)] [Dense(10)] partial class N;")]
    [InlineData("[Network(784, InputStd = 100)] [Dense(10, Name = \"a\")] [Dense(10, Input = \"input\")] [Add(\"a\")] partial class N;", null)] // one of two readers
    public Task NG4011_normalises_or_declares(string source, string? expected) => Verify("NG4011", source, expected);

    [Theory]
    [InlineData(
        "[Network(9, " + Known + ")] [Dense(9)] [Normal(0.2)] [Tanh] [Dense(9)] [Normal(0.2)] [Tanh] [Dense(9)] [Tanh] [Dense(9)] [Normal(0.2)] [Tanh] [Dense(2)] [LeCun] partial class N;",
        "[Network(9, " + Known + ")] [Dense(9)] [Xavier] [Tanh] [Dense(9)] [Xavier] [Tanh] [Dense(9)] [Tanh] [Dense(9)] [Xavier] [Tanh] [Dense(2)] [LeCun] partial class N;")]
    [InlineData(
        "[Network(9, " + Known + ")] [Dense(9)] [Xavier] [Sigmoid] [Dense(9)] [Xavier] [Sigmoid] [Dense(2)] [LeCun] partial class N;",
        "[Network(9, " + Known + ")] [Dense(9)] [He] [ReLU] [Dense(9)] [He] [ReLU] [Dense(2)] [LeCun] partial class N;")]
    public Task NG4007_goes_to_the_critical_point(string source, string? expected) => Verify("NG4007", source, expected);

    [Theory]
    [InlineData("[Network(9, 9, 9, Unroll = Unroll.Full)] [Conv2D(32, 3)] partial class N;", "[Network(9, 9, 9, Unroll = Unroll.Auto)] [Conv2D(32, 3)] partial class N;")]
    public Task NG6001_unrolls_less(string source, string? expected) => Verify("NG6001", source, expected);

    private static async Task Verify(string rule, string source, string? expected, string? config = null)
    {
        using var editor = new EditorProject(RuleContractTests.Analyzers, config, [source]);
        Assert.Contains(await editor.DiagnoseAsync(), diagnostic => diagnostic.Id == rule);
        bool isFixed = await editor.FixAsync(rule, new AttributeFixProvider());
        Assert.Equal(expected, isFixed ? (await editor.ReadAsync())[0] : null);
        if (!isFixed) return;
        Assert.DoesNotContain(await editor.DiagnoseAsync(), diagnostic => diagnostic.Id == rule);
        Assert.Empty(await editor.CompileAsync());
    }
}
