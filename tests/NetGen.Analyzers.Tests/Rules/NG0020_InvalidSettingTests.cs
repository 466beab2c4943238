using System.Globalization;

using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG0020_InvalidSettingTests
{
    private const string Source = "[Network(9)] [Dense(2)] partial class N;";

    [Theory]
    [InlineData("netgen_ng1001_factor = much", "netgen_ng1001_factor is 'much' in .editorconfig, which is no number from 0 to 1, so the default 0.9 holds. Write a number, such as netgen_ng1001_factor = 0.9.")]
    [InlineData("netgen_ng1001_factor = 7", "netgen_ng1001_factor is '7' in .editorconfig, which is no number from 0 to 1, so the default 0.9 holds. Write a number, such as netgen_ng1001_factor = 0.9.")]
    [InlineData("netgen_ng1001_factor = 0,5", "netgen_ng1001_factor is '0,5' in .editorconfig, which is no number from 0 to 1, so the default 0.9 holds. Write a number, such as netgen_ng1001_factor = 0.9.")]
    public async Task A_value_that_makes_no_sense_is_reported_and_the_default_holds(string setting, string message)
    {
        Diagnostic diagnostic = Assert.Single(await RuleTest.Configured("NG0020", Source, $"[*.cs]\n{setting}\n"));
        Assert.Equal(message, diagnostic.GetMessage(CultureInfo.InvariantCulture));
        const string Broken = "[Network(9)] [Dense(9)] [Xavier] [ReLU] [Dense(2)] partial class N;";
        Assert.Single(await RuleTest.Configured("NG1001", Broken, $"[*.cs]\n{setting}\n"));
    }

    [Fact]
    public async Task A_setting_that_no_rule_has_is_reported()
        => Assert.StartsWith(
            "netgen_ng1001_ratio stands in .editorconfig, but no rule has a setting of that name, so it changes nothing. Write one of these: ",
            Assert.Single(await RuleTest.Configured("NG0020", Source, "[*.cs]\nnetgen_ng1001_ratio = 1\n")).GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("netgen_ng1001_factor = 0.5")]
    [InlineData("some_other_tool = much")]
    public async Task Other_settings_are_left_alone(string setting) => Assert.Empty(await RuleTest.Configured("NG0020", Source, $"[*.cs]\n{setting}\n"));
}
