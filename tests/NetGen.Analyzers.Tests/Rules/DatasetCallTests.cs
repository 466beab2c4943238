using System.Globalization;

using Microsoft.CodeAnalysis;

using NetGen.CodeFixes;
using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

/// <summary>NG2012 and NG5008: what is seen of the data that a network is trained with.</summary>
public sealed class DatasetCallTests
{
    private const string Ten = "[Network(784, InputMean = 0, InputStd = 1)] [Dense(20)] [He] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy] partial class N;";

    [Theory]
    [InlineData("trainer.Fit(data.{|NG5008:Test|}, new FitOptions())")]
    [InlineData("trainer.Fit(train: data.{|NG5008:Test|}, options: new FitOptions())")]
    [InlineData("trainer.Fit(Mnist.Load(\"d\").{|NG5008:Test|}, new FitOptions())")]
    [InlineData("trainer.Step(data.{|NG5008:Test|}.Inputs, data.Test.Labels)")]
    [InlineData("trainer.Step(data.{|NG5008:Test|}.Inputs.Slice(0, 784), data.Test.Labels.Slice(0, 1))")]
    [InlineData("trainer.ComputeGradients(data.{|NG5008:Test|}.Slice(0, 5).Inputs, data.Test.Labels)")]
    [InlineData("trainer.Fit(data.{|NG5008:Test|}.Transform(new RandomNoise(1)), new FitOptions())")]
    [InlineData("trainer.Fit(data.{|NG5008:Test|}.Select(new[] { 1, 2 }).Mixup(), new FitOptions())")]
    [InlineData("trainer.Fit(data.Train.Transform(new RandomNoise(1)), new FitOptions { Validation = data.Test })")]
    [InlineData("{ var test = data.Test; trainer.Fit({|NG5008:test|}, new FitOptions()); }")]
    [InlineData("{ (Dataset train, Dataset test) = data; trainer.Fit({|NG5008:test|}, new FitOptions()); trainer.Fit(train, new FitOptions()); }")]
    [InlineData("{ var (train, test) = Mnist.Load(\"d\"); trainer.Fit({|NG5008:test|}, new FitOptions()); trainer.Fit(train, new FitOptions()); }")]
    [InlineData("trainer.Fit(data.Train, new FitOptions { Validation = data.Test })")]
    [InlineData("trainer.Network.Evaluate(data.Test)")]
    [InlineData("{ Dataset test = Other(); trainer.Fit(test, new FitOptions()); }")]
    public Task NG5008_TrainingOnTest(string call) => AnalyzerRunner.VerifyAsync(Wrap(Ten, call), "NG5008", new TrainingCallAnalyzer());

    [Theory]
    [InlineData("Dense(10)", "trainer.Fit(DrawnDigits.Create(9, 1), new FitOptions())", null)]
    [InlineData("Dense(9)", "trainer.Fit({|NG2012:DrawnDigits.Create(9, 1)|}, new FitOptions())", DiagnosticSeverity.Error)]
    [InlineData("Dense(9)", "trainer.Fit({|NG2012:DrawnDigits.Create(9, 1).Transform(new RandomShift(1))|}, new FitOptions())", DiagnosticSeverity.Error)]
    [InlineData("Dense(9)", "{ var loaded = Mnist.Load(\"d\"); trainer.Fit({|NG2012:loaded.Train|}, new FitOptions()); }", DiagnosticSeverity.Error)]
    [InlineData("Dense(9)", "{ var (train, test) = Mnist.Load(\"d\"); trainer.Fit({|NG2012:train|}, new FitOptions()); }", DiagnosticSeverity.Error)]
    [InlineData("Dense(3)", "{ const int Classes = 4; var set = new Dataset(new float[784], 784, new int[1], Classes); trainer.Fit({|NG2012:set|}, new FitOptions()); }", DiagnosticSeverity.Error)]
    [InlineData("Dense(3)", "trainer.Fit(new Dataset(new float[784], 784, new int[1], classes: 3), new FitOptions())", null)]
    [InlineData("Dense(5)", "trainer.Fit({|NG2012:new Dataset(new float[784], 784, new int[1], classes: 3)|}, new FitOptions())", DiagnosticSeverity.Info)]
    [InlineData("Dense(5)", "trainer.Fit(new Dataset(new float[784], 784, new float[3], 3), new FitOptions())", null)] // numbers, not classes
    [InlineData("Dense(5)", "trainer.Fit(new Dataset(new float[784], 784, new int[1], System.Environment.ProcessorCount), new FitOptions())", null)]
    [InlineData("Dense(5)", "trainer.Fit(Other(), new FitOptions())", null)]
    public async Task NG2012_HeadWidth(string head, string call, DiagnosticSeverity? severity)
    {
        string network = Ten.Replace("Dense(10)", head, StringComparison.Ordinal);
        Diagnostic[] reported = [.. await AnalyzerRunner.VerifyAsync(Wrap(network, call), "NG2012", new TrainingCallAnalyzer())];
        Assert.Equal(severity, reported.Length == 0 ? null : Assert.Single(reported).Severity);
    }

    /// <summary>An extension method binds where the network has its generated interface.</summary>
    [Theory]
    [InlineData("Dense(9)", 1)]
    [InlineData("Dense(10)", 0)]
    public async Task NG2012_HeadWidth_where_a_network_is_evaluated(string head, int diagnostics)
    {
        string network = Ten.Replace("Dense(10)", head, StringComparison.Ordinal);
        using var editor = new EditorProject([new TrainingCallAnalyzer()], null, [Wrap(network, "trainer.Network.Evaluate(Mnist.Load(\"d\").Test)")]) { RunsGenerator = true };
        Assert.Equal(diagnostics, (await editor.DiagnoseAsync()).Count(diagnostic => diagnostic.Id == "NG2012"));
    }

    [Fact]
    public async Task NG2012_says_what_becomes_of_the_labels()
    {
        string network = Ten.Replace("Dense(10)", "Dense(1), Dense(9)", StringComparison.Ordinal);
        Diagnostic diagnostic = Assert.Single(await AnalyzerRunner.VerifyAsync(Wrap(network, "trainer.Fit({|NG2012:DrawnDigits.Create(9, 1)|}, new FitOptions())"), "NG2012", new TrainingCallAnalyzer()));
        Assert.Equal(
            "N ends with 9 units, but the labels of these data have 10 classes, so that labels from 9 on have no unit. Write a last layer with 10 units.",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("NG2012", "Dense(9)", "Dense(10)", "trainer.Fit(DrawnDigits.Create(9, 1), new FitOptions())", "trainer.Fit(DrawnDigits.Create(9, 1), new FitOptions())")]
    [InlineData("NG5008", "Dense(10)", "Dense(10)", "trainer.Fit(data.Test, new FitOptions())", "trainer.Fit(data.Train, new FitOptions())")]
    public async Task Fixed(string rule, string head, string fixedHead, string call, string fixedCall)
    {
        using var editor = new EditorProject([new TrainingCallAnalyzer()], null, [Ten.Replace("Dense(10)", head, StringComparison.Ordinal), Wrap(string.Empty, call)]);
        Assert.True(await editor.FixAsync(rule, new AttributeFixProvider()));
        Assert.Equal([Ten.Replace("Dense(10)", fixedHead, StringComparison.Ordinal), Wrap(string.Empty, fixedCall)], await editor.ReadAsync());
        Assert.DoesNotContain(await editor.DiagnoseAsync(), diagnostic => diagnostic.Id == rule);
    }

    private static string Wrap(string network, string call)
    {
        string statements = call.StartsWith("{ ", StringComparison.Ordinal) ? call[2..^2] : call + ";";
        return $"using NetGen.Data;\n{network}\nclass C {{ static Dataset Other() => null!; void M(Trainer<N> trainer, TrainAndTest data) {{ {statements} }} }}";
    }
}
