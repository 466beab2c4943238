using Microsoft.CodeAnalysis;

using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG6001_UnrollBudgetTests
{
    private const string Rule = "NG6001";

    [Theory]
    [InlineData("[Network(111, Unroll = Unroll.Full)] [{|NG6001:Dense(1)|}] partial class N;")]
    [InlineData("[Network(50, Unroll = Unroll.Full)] [Dense(200)] [ReLU] [{|NG6001:Dense(10)|}] partial class N;")]
    [InlineData("[Network(9, 9, 8, Unroll = Unroll.Full)] [{|NG6001:Conv2D(32, 3)|}] partial class N;")]
    [InlineData("[Network(9, 9, 16, Unroll = Unroll.Full)] [{|NG6001:Conv2D(32, 3, Groups = 2)|}] partial class N;")]
    public Task Reported(string source) => RuleTest.Verify(Rule, source);

    [Theory]
    [InlineData("[Network(784)] [Dense(100)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(784, Unroll = Unroll.Size)] [Dense(100)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(110, Unroll = Unroll.Full)] [Dense(100)] [ReLU] [Dense(10)] partial class N;")]
    [InlineData("[Network(9, 9, 7, Unroll = Unroll.Full)] [Conv2D(32, 3)] [MaxPool2D(2)] partial class N;")]
    public Task Not_reported(string source) => RuleTest.Verify(Rule, source);

    [Fact]
    public Task Message_says_by_how_much_and_what_to_write() => RuleTest.Message(
        Rule,
        "[Network(784, Unroll = Unroll.Full)] [{|NG6001:Dense(100)|}] partial class N;",
        "dense1 takes 2,362 vector operations when written out, 6.95 times the 340 that the JIT inlines in one method, so it got loops. "
        + "Write Unroll = Unroll.Auto, or give the layer fewer inputs.");

    /// <summary>The property of the project counts where the network says nothing; one that is no setting is reported and does nothing.</summary>
    [Theory]
    [InlineData("[Network(784)]", "Full", "NG6001")]
    [InlineData("[Network(784, Unroll = Unroll.Auto)]", "Full", "")]
    [InlineData("[Network(784)]", "Most", "NG0020")]
    public async Task Project_property_is_read(string network, string property, string expected)
    {
        using var editor = new EditorProject(
            [new NetworkDeclarationAnalyzer()], $"is_global = true\nbuild_property.NetGenUnroll = {property}\n", [$"{network} [Dense(10)] partial class N;"]);
        string[] reported = [.. (await editor.DiagnoseAsync()).Where(diagnostic => diagnostic.Id is Rule or "NG0020").Select(diagnostic => diagnostic.Id)];
        Assert.Equal(expected.Length == 0 ? [] : [expected], reported);
    }
}
