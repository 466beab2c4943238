using Microsoft.CodeAnalysis.CodeFixes;

using NetGen.Analyzers.Tests.Rules;
using NetGen.CodeFixes;
using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Fixes;

/// <summary>Fixes of declarations that are no network yet; null where none is offered, because none is certain or it would not help.</summary>
public sealed class DeclarationFixTests
{
    [Theory]
    [InlineData("[Network] [Dense(2)] partial class N;", "[Network(784)] [Dense(2)] partial class N;")]
    [InlineData("[Network()] [ReLU] [Conv2D(8, 3)] partial class N;", "[Network(28, 28, 1)] [ReLU] [Conv2D(8, 3)] partial class N;")]
    [InlineData("[Network(InputMean = 0.1)]\n[Use<B>]\n[GlobalMaxPool2D]\npartial class N;\n[Block] [ReLU] [MaxPool2D(2)] class B;", "[Network(28, 28, 1, InputMean = 0.1)]\n[Use<B>]\n[GlobalMaxPool2D]\npartial class N;\n[Block] [ReLU] [MaxPool2D(2)] class B;")]
    [InlineData("[Network, Tanh] partial class N;", "[Network(28, 28, 1), Tanh] partial class N;")]
    public Task NG0002_declares_the_input(string source, string? expected) => Verify("NG0002", source, expected);

    [Theory]
    [InlineData(
        "[Network(4)]\n[Dense(3)] [ReLU]\npartial class N;\n\n// The head\n[Dense(2)] // logits\n[SoftmaxCrossEntropy]\npartial class N\n{\n}\n",
        "[Network(4)]\n[Dense(3)] [ReLU]\n[Dense(2)] // logits\n[SoftmaxCrossEntropy]\npartial class N;\n\n// The head\npartial class N\n{\n}\n")]
    [InlineData("[Network(4)] [Dense(2)] partial class N; [ReLU] partial class N;", "[Network(4)] [Dense(2)] [ReLU] partial class N; partial class N;")]
    [InlineData("[Network(4), Dense(2), MeanSquaredError] partial class N; [ReLU, Dense(2)] partial class N;", "[Network(4), Dense(2), ReLU, Dense(2), MeanSquaredError] partial class N; partial class N;")]
    [InlineData("[Network(4)]\r\n[Dense(2)]\r\n[MeanSquaredError]\r\npartial class N;\r\n[ReLU]\r\npartial class N;", "[Network(4)]\r\n[Dense(2)]\r\n[ReLU]\r\n[MeanSquaredError]\r\npartial class N;\r\npartial class N;")]
    [InlineData("[Dense(3)] partial class N;\n[Network(4)]\n[Dense(2)]\npartial class N;\n[ReLU, System.Obsolete] partial class N;", "partial class N;\n[Network(4)]\n[Dense(2)]\n[Dense(3)]\n[ReLU]\npartial class N;\n[System.Obsolete] partial class N;")]
    [InlineData("[Network(4)] [Use<B>] partial class N;\n[Block]\n[Dense(2)]\npartial class B;\n[ReLU] partial class B;", "[Network(4)] [Use<B>] partial class N;\n[Block]\n[Dense(2)]\n[ReLU]\npartial class B;\npartial class B;")]
    public Task NG0003_joins_declarations(string source, string? expected) => Verify("NG0003", source, expected);

    [Fact]
    public async Task NG0003_joins_declarations_of_several_documents()
    {
        using var editor = new EditorProject(
            [new NetworkDeclarationAnalyzer()], null, ["[Network(4)]\n[Dense(3)]\npartial class N;\n", "[Dense(2)]\n[Softmax]\npartial class N\n{\n    // ours\n}\n"]);
        Assert.True(await editor.FixAsync("NG0003", new NG0003_JoinDeclarations()));
        Assert.Equal(["[Network(4)]\n[Dense(3)]\n[Dense(2)]\n[Softmax]\npartial class N;\n", "partial class N\n{\n    // ours\n}\n"], await editor.ReadAsync());
    }

    [Theory]
    [InlineData("[Network(4)] [He] [Dense(2)] [ReLU] partial class N;", "[Network(4)] [Dense(2)] [He] [ReLU] partial class N;")]
    [InlineData("[Network(4)]\n[He(Slope = 0.1) /* leaky */] // why\n[Dense(2)]\n[ReLU]\npartial class N;", "[Network(4)]\n// why\n[Dense(2)] [He(Slope = 0.1) /* leaky */]\n[ReLU]\npartial class N;")]
    [InlineData("[Network(4), Xavier, ReLU, Dense(2), Tanh] partial class N;", "[Network(4), ReLU, Dense(2), Xavier, Tanh] partial class N;")]
    [InlineData("[Network(4)] [Zeros(Target = Parameter.Bias)] [Dense(2)] [He] [ReLU] partial class N;", "[Network(4)] [Dense(2)] [Zeros(Target = Parameter.Bias)] [He] [ReLU] partial class N;")]
    [InlineData("[Network(4)] [He] [Dense(2)] [Xavier] [ReLU] partial class N;", null)] // which of the two is meant
    [InlineData("[Network(4)] [He] [ReLU] partial class N;", null)]
    [InlineData("[Network(4)] [He] [Use<B>] [Dense(2)] partial class N; [Block] [Dense(2)] [ReLU] class B;", null)]
    public Task NG0004_moves_an_initialiser_below_its_layer(string source, string? expected) => Verify("NG0004", source, expected);

    [Theory]
    [InlineData("[Network(4)] [Dense(0)] partial class N;", "[Network(4)] [Dense(1)] partial class N;")]
    [InlineData("[Network(4)] [Dense(units: -3, UseBias = false)] partial class N;", "[Network(4)] [Dense(units: 1, UseBias = false)] partial class N;")]
    [InlineData("[Network(9, 0, 4)] [Tanh] partial class N;", "[Network(9, 1, 4)] [Tanh] partial class N;")]
    [InlineData("[Network(9, 9, 4)] [Conv2D(8, 0, Stride = 2)] partial class N;", "[Network(9, 9, 4)] [Conv2D(8, 1, Stride = 2)] partial class N;")]
    [InlineData("[Network(9, 9, 4)] [Conv2D(8, 3, Stride = 0)] partial class N;", "[Network(9, 9, 4)] [Conv2D(8, 3, Stride = 1)] partial class N;")]
    [InlineData("[Network(9, 9, 4)] [Conv2D(8, 3, Groups = 6)] partial class N;", "[Network(9, 9, 4)] [Conv2D(8, 3, Groups = 2)] partial class N;")]
    [InlineData("[Network(9, 9, 4)] [Conv2D(6, 3, Groups = 6)] partial class N;", "[Network(9, 9, 4)] [Conv2D(6, 3, Groups = 2)] partial class N;")]
    [InlineData("[Network(9, 9, 4)] [Conv2D(8, 3, PaddingSize = 7)] partial class N;", "[Network(9, 9, 4)] [Conv2D(8, 3, PaddingSize = 2)] partial class N;")]
    [InlineData("[Network(9, 9, 4)] [Conv2D(8, 3, Padding = Padding.Same, PaddingSize = 1)] partial class N;", "[Network(9, 9, 4)] [Conv2D(8, 3, Padding = Padding.Same)] partial class N;")]
    [InlineData("[Network(9, 9, 4)] [Conv2D(8, 3, Padding = (Padding)7)] partial class N;", "[Network(9, 9, 4)] [Conv2D(8, 3, Padding = Padding.Valid)] partial class N;")]
    [InlineData("[Network(9, 9, 4)] [MaxPool2D(4, PaddingSize = 3)] partial class N;", "[Network(9, 9, 4)] [MaxPool2D(4, PaddingSize = 2)] partial class N;")]
    [InlineData("[Network(4)] [Dropout(-0.5)] [Dense(2)] partial class N;", "[Network(4)] [Dropout(0)] [Dense(2)] partial class N;")]
    [InlineData("[Network(4)] [Dropout(50)] [Dense(2)] partial class N;", "[Network(4)] [Dropout(0.5)] [Dense(2)] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [Uniform(0.1, -0.1)] partial class N;", "[Network(4)] [Dense(2)] [Uniform(-0.1, 0.1)] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [TruncatedNormal(0.1, Low = 3, High = -1)] partial class N;", "[Network(4)] [Dense(2)] [TruncatedNormal(0.1, Low = -1, High = 3)] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] [Normal(-1)] partial class N;", "[Network(4)] [Dense(2)] [Normal(0.05)] partial class N;")]
    [InlineData("[Network(4, InputStd = 0)] [Dense(2)] partial class N;", "[Network(4, InputStd = 1)] [Dense(2)] partial class N;")]
    [InlineData("[Network(4)] [Dense(2, Name = \"my..layer\")] partial class N;", "[Network(4)] [Dense(2, Name = \"my.layer\")] partial class N;")]
    [InlineData("[Network(4, 4, 4, 4)] [Tanh] partial class N;", null)]
    [InlineData("[Network(4)] [Use<B>] partial class N; [Block] [Dense(-2)] class B;", "[Network(4)] [Use<B>] partial class N; [Block] [Dense(1)] class B;")]
    public Task NG0006_writes_the_nearest_valid_argument(string source, string? expected) => Verify("NG0006", source, expected);

    [Theory]
    [InlineData("[Network(4)]\n[Dense(2)] [Xavier] // head\npartial class N;\nclass C { object M(N n) => n.CreateTrainer(1); }", "[Network(4)]\n[Dense(2)] [Xavier] // head\n[SoftmaxCrossEntropy]\npartial class N;\nclass C { object M(N n) => n.CreateTrainer(1); }")]
    [InlineData("[Network(4), Dense(1)] partial class N; class C { object M(N n) => n.CreateTrainer(1); }", "[Network(4), Dense(1), MeanSquaredError] partial class N; class C { object M(N n) => n.CreateTrainer(1); }")]
    [InlineData("[Network(4), Dense(1)] partial class N; class C { object M(N n) => new Trainer<N>(n, null); }", "[Network(4), Dense(1), MeanSquaredError] partial class N; class C { object M(N n) => new Trainer<N>(n, null); }")]
    [InlineData("[Network(4)] [Dense(2)] [Sigmoid] partial class N; class C { object M(N n) => n.CreateTrainer(1); }", "[Network(4)] [Dense(2)] [Sigmoid] [MeanSquaredError] partial class N; class C { object M(N n) => n.CreateTrainer(1); }")]
    [InlineData("[Network(4)] [Dense(2)] [Softmax(Name = \"p\")] partial class N; class C { object M(N n) => n.CreateTrainer(1); }", "[Network(4)] [Dense(2)] [SoftmaxCrossEntropy] partial class N; class C { object M(N n) => n.CreateTrainer(1); }")]
    [InlineData("[Network(4)] [Dense(0)] partial class N; class C { object M(N n) => n.CreateTrainer(1); }", null)] // first things first
    public Task NG0007_adds_the_loss(string source, string? expected) => Verify("NG0007", source, expected);

    [Fact]
    public async Task NG0007_offers_both_losses_where_both_can_be_meant()
    {
        using var editor = new EditorProject([new TrainingWithoutLossAnalyzer()], null, ["[Network(4)] [Dense(2)] partial class N; class C { object M(N n) => n.CreateTrainer(1); }"]);
        Assert.Equal(["End the network with [SoftmaxCrossEntropy]", "End the network with [MeanSquaredError]"], await editor.OfferAsync("NG0007", new NG0007_AddLoss()));
    }

    /// <summary>The network stands in one document, two calls in others: one loss is written.</summary>
    [Fact]
    public async Task NG0007_is_fixed_where_the_network_stands()
    {
        const string Call = "class C{0} {{ object M(N n) => n.CreateTrainer(1); }}\n";
        string[] calls = [string.Format(System.Globalization.CultureInfo.InvariantCulture, Call, 1), string.Format(System.Globalization.CultureInfo.InvariantCulture, Call, 2)];
        using var editor = new EditorProject([new TrainingWithoutLossAnalyzer()], null, [calls[0], "[Network(4)]\n[Dense(2)]\npartial class N;\n", calls[1]]);
        Assert.True(await editor.FixAllAsync("NG0007", new NG0007_AddLoss(), FixAllScope.Project));
        Assert.Equal([calls[0], "[Network(4)]\n[Dense(2)]\n[SoftmaxCrossEntropy]\npartial class N;\n", calls[1]], await editor.ReadAsync());
    }

    private static async Task Verify(string rule, string source, string? expected)
    {
        using var editor = new EditorProject(RuleContractTests.Analyzers, null, [source]);
        CodeFixProvider fix = RuleContractTests.Fixes.Single(candidate => candidate.FixableDiagnosticIds.Contains(rule));
        int reported = await CountAsync(editor, rule);
        bool isFixed = await editor.FixAsync(rule, fix);
        Assert.Equal(expected, isFixed ? (await editor.ReadAsync())[0] : null);
        Assert.Equal(isFixed ? reported - 1 : reported, await CountAsync(editor, rule));
    }

    private static async Task<int> CountAsync(EditorProject editor, string rule) => (await editor.DiagnoseAsync()).Count(diagnostic => diagnostic.Id == rule);
}
