using Microsoft.CodeAnalysis.CodeFixes;

using NetGen.CodeFixes;
using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Fixes;

public sealed class CodeFixTests
{
    [Theory]
    [InlineData("[Network(4)] [Dense(2)] class N;", "[Network(4)] [Dense(2)] partial class N;")]
    [InlineData("[Network(4)]\n[Dense(2)]\npublic sealed class N\n{\n}\n", "[Network(4)]\n[Dense(2)]\npublic sealed partial class N\n{\n}\n")]
    [InlineData("[Network(4)] [Dense(2)] public static partial class N;", "[Network(4)] [Dense(2)] public partial class N;")]
    [InlineData("[Network(4)] [Dense(2)] static class N;", "[Network(4)] [Dense(2)] partial class N;")]
    [InlineData("[Network(4)] [Dense(2)]\n// What it is\ninternal record N;", "[Network(4)] [Dense(2)]\n// What it is\ninternal partial record N;")]
    [InlineData(
        "/// <summary>Around.</summary>\nstatic class O\n{\n    struct P\n    {\n        [Network(4)] [Dense(2)]\n        partial class N;\n    }\n}\n",
        "/// <summary>Around.</summary>\nstatic partial class O\n{\n    partial struct P\n    {\n        [Network(4)] [Dense(2)]\n        partial class N;\n    }\n}\n")]
    public Task NG0001_adds_partial(string source, string expected) => Verify(source, expected, "NG0001", new NG0001_AddPartial());

    [Theory]
    [InlineData("[Network(4, 4, 1)]\n[Dense(2)]\npartial class N;", "[Network(4, 4, 1)]\n[Flatten]\n[Dense(2)]\npartial class N;")]
    [InlineData("[Network(4, 4, 1)]\r\n[Dense(2)]\r\npartial class N;", "[Network(4, 4, 1)]\r\n[Flatten]\r\n[Dense(2)]\r\npartial class N;")]
    [InlineData("[Network(4, 4, 1)] [ReLU] [Dense(2)] partial class N;", "[Network(4, 4, 1)] [ReLU] [Flatten] [Dense(2)] partial class N;")]
    [InlineData("[Network(4, 4, 1), ReLU, Dense(2)] partial class N;", "[Network(4, 4, 1), ReLU, Flatten, Dense(2)] partial class N;")]
    [InlineData(
        "class O\n{\n    [Network(4, 4, 1)]\n    // The head\n    [Dense(2)]\n    partial class N;\n}",
        "class O\n{\n    [Network(4, 4, 1)]\n    // The head\n    [Flatten]\n    [Dense(2)]\n    partial class N;\n}")]
    [InlineData("[Network(4, 4, 1)] [Dense(2, Input = \"input\")] partial class N;", null)]
    [InlineData("[Network(4, 4, 1)] [Use<B>] partial class N; [Block] [Dense(2)] class B;", "[Network(4, 4, 1)] [Use<B>] partial class N; [Block] [Flatten] [Dense(2)] class B;")]
    public Task NG3003_inserts_Flatten(string source, string? expected) => Verify(source, expected, "NG3003", new AttributeFixProvider());

    [Theory]
    [InlineData("[Network(4)] [Dense(2)] [BatchNorm] [ReLU] partial class N;", "[Network(4)] [Dense(2, UseBias = false)] [BatchNorm] [ReLU] partial class N;")]
    [InlineData("[Network(4)] [Dense(2, UseBias = true)] [BatchNorm] [ReLU] partial class N;", "[Network(4)] [Dense(2, UseBias = false)] [BatchNorm] [ReLU] partial class N;")]
    [InlineData("[Network(4)] [Use<B>] [ReLU] partial class N; [Block] [Dense(2)] [BatchNorm] class B;", "[Network(4)] [Use<B>] [ReLU] partial class N; [Block] [Dense(2, UseBias = false)] [BatchNorm] class B;")]
    public Task NG3006_drops_the_bias(string source, string? expected) => Verify(source, expected, "NG3006", new AttributeFixProvider());

    [Theory]
    [InlineData("[Network(4)] [Dense(2)] [Xavier] [Tanh] [He] [Dense(2)] partial class N;", "[Network(4)] [Dense(2)] [Tanh] [He] [Dense(2)] partial class N;")]
    [InlineData("[Network(4)] [Use<B>] [Dense(2)] partial class N; [Block] [Dense(2)] [Xavier] [He] [Tanh] class B;", "[Network(4)] [Use<B>] [Dense(2)] partial class N; [Block] [Dense(2)] [He] [Tanh] class B;")]
    public Task NG0005_keeps_the_last(string source, string? expected) => Verify(source, expected, "NG0005", new AttributeFixProvider());

    [Theory]
    [InlineData("[Network(4)]\n[Dense(2)] [ReLU]\n[Dense(2)] [He]\npartial class N;", "[Network(4)]\n[Dense(2)] [Auto] [ReLU]\n[Dense(2)] [He]\npartial class N;")]
    [InlineData("[Network(4), Dense(2), ReLU] partial class N;", "[Network(4), Dense(2), Auto, ReLU] partial class N;")]
    [InlineData("[Network(4)] [Use<B>] partial class N; [Block] [Dense(2)] class B;", "[Network(4)] [Use<B>] partial class N; [Block] [Dense(2)] [Auto] class B;")]
    public Task NG0008_makes_the_default_explicit(string source, string? expected) => Verify(source, expected, "NG0008", new AttributeFixProvider());

    [Theory]
    [InlineData("[Network(4)] [ReLU]\n[Dropout(0.5)]\n[BatchNorm]\n[ReLU]\npartial class N;", "NG3007", "[Network(4)] [ReLU]\n[BatchNorm] [Dropout(0.5)]\n[ReLU]\npartial class N;")]
    [InlineData("[Network(4)] [ReLU] [Dropout(0.5)] [BatchNorm] [Ones] [ReLU] partial class N;", "NG3007", "[Network(4)] [ReLU] [BatchNorm] [Ones] [Dropout(0.5)] [ReLU] partial class N;")]
    [InlineData("[Network(4, 4, 1), ReLU, Dropout(0.25), MaxPool2D(2), Flatten, Dense(2)] partial class N;", "NG3008", "[Network(4, 4, 1), ReLU, MaxPool2D(2), Dropout(0.25), Flatten, Dense(2)] partial class N;")]
    [InlineData("[Network(4)] [ReLU] [Dropout(0.5, Name = \"d\")] [BatchNorm] [Add(\"d\")] partial class N;", "NG3007", null)]
    public Task NG3007_and_NG3008_swap(string source, string rule, string? expected) => Verify(source, expected, rule, new AttributeFixProvider());

    /// <summary>Two networks in one class that is not partial: the fixes share an edit.</summary>
    [Fact]
    public async Task NG0001_is_fixed_everywhere_at_once()
    {
        const string Source = "class O\n{\n    [Network(4)] [Dense(2)] class M;\n    [Network(4)] [Dense(2)] partial class N;\n}\n";
        using var editor = new EditorProject([new NetworkDeclarationAnalyzer()], null, [Source]);
        Assert.True(await editor.FixAllAsync("NG0001", new NG0001_AddPartial(), FixAllScope.Document));
        Assert.Equal("partial class O\n{\n    [Network(4)] [Dense(2)] partial class M;\n    [Network(4)] [Dense(2)] partial class N;\n}\n", (await editor.ReadAsync())[0]);
    }

    [Fact]
    public async Task NG3003_is_fixed_everywhere_at_once()
    {
        const string Source = "[Network(4, 4, 1)]\n[Dense(2)]\npartial class M;\n[Network(4, 4, 1), Dense(2)] partial class N;\n";
        using var editor = new EditorProject([new NetworkDeclarationAnalyzer()], null, [Source]);
        Assert.True(await editor.FixAllAsync("NG3003", new AttributeFixProvider(), FixAllScope.Solution));
        Assert.Equal("[Network(4, 4, 1)]\n[Flatten]\n[Dense(2)]\npartial class M;\n[Network(4, 4, 1), Flatten, Dense(2)] partial class N;\n", (await editor.ReadAsync())[0]);
    }

    private static async Task Verify(string source, string? expected, string rule, CodeFixProvider fix)
    {
        using var editor = new EditorProject([new NetworkDeclarationAnalyzer()], null, [source]);
        bool isFixed = await editor.FixAsync(rule, fix);
        Assert.Equal(expected, isFixed ? (await editor.ReadAsync())[0] : null);
    }
}
