using System.Globalization;

using Microsoft.CodeAnalysis;

using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Rules;

/// <summary>Data sets that a network refuses when it is given them.</summary>
public sealed class NG3013_DataMisfitTests
{
    private const string Classes = "[Dense(3)] [SoftmaxCrossEntropy]";
    private const string Values = "[Dense(3)] [MeanSquaredError]";
    private const string Margin = "[Dense(3)] [MultiMargin]";
    private const string Yes = "[Dense(1)] [BinaryCrossEntropy]";
    private const string Several = "[Dense(3)] [BinaryCrossEntropy]";
    private const string Labels = "new Dataset(new float[8], 4, new int[2], 3)";
    private const string Targets = "new Dataset(new float[8], 4, new float[6], 3)";

    [Theory]
    [InlineData(Classes, Labels, false)]
    [InlineData(Values, Targets, false)]
    [InlineData(Classes, Targets, false)] // shares of classes
    [InlineData(Margin, Labels, false)]
    [InlineData(Several, Targets, false)]
    [InlineData(Yes, "new Dataset(new float[8], 4, new int[2], 2)", false)]
    [InlineData(Yes, "new Dataset(new float[8], 4, new float[2], 1)", false)]
    [InlineData(Classes, "new Dataset(new float[8], Size(), new int[2], 3)", false)]
    [InlineData(Classes, "Other()", false)]
    [InlineData(Classes, "DrawnDigits.Create(9, 1).Transform(new RandomNoise(1))", false)] // who knows what comes of it
    [InlineData(Values, "DrawnDigits.Create(9, 1).Mixup()", false)]
    [InlineData(Values, "new Dataset(new float[8], SampleFormat.OfTargets(4, 3), new float[6])", false)]
    [InlineData(Classes, "new Dataset(new float[8], 8, new int[1], 3)", true)]
    [InlineData(Classes, "new Dataset(new float[8], 4, new int[2], 3, ignoredLabel: -100)", false)]
    [InlineData(Classes, "new Dataset(new float[8], 8, new int[1], 3).Slice(0, 1)", true)]
    [InlineData(Classes, "new Dataset(new float[8], SampleFormat.OfLabels(8, 3), new int[1])", true)]
    [InlineData(Classes, "new Dataset(new float[8], SampleFormat.OfLabels(8, 3) with { IgnoredLabel = -1 }, new int[1])", true)]
    [InlineData(Classes, "DrawnDigits.Create(9, 1)", true)]
    [InlineData(Classes, "Mnist.Load(\"d\").Train", true)]
    [InlineData(Values, Labels, true)]
    [InlineData(Values, "new Dataset(new float[8], SampleFormat.OfLabels(4, 3), new int[2])", true)]
    [InlineData(Values, "new Dataset(new float[8], 4, new float[4], 2)", true)]
    [InlineData(Classes, "new Dataset(new float[8], 4, new float[2], 1)", true)]
    [InlineData(Margin, Targets, true)]
    [InlineData(Several, "new Dataset(new float[8], 4, new int[2], 2)", true)]
    [InlineData(Yes, Labels, true)]
    public Task Reported_where_samples_are_refused(string head, string data, bool isReported)
        => Verify($"[Network(4, InputMean = 0, InputStd = 1)] {head}", $"trainer.Fit({(isReported ? $"{{|NG3013:{data}|}}" : data)}, new FitOptions())");

    [Theory]
    [InlineData("{ var set = new Dataset(new float[8], 8, new int[1], 3); trainer.Fit({|NG3013:set|}, new FitOptions()); }")]
    [InlineData("trainer.Step(new Dataset(new float[8], 8, new int[1], 3).Inputs, new int[2])")] // an array is cut as the network wants it
    [InlineData("{ const int Size = 8; trainer.Fit({|NG3013:new Dataset(new float[8], Size, new int[1], 3)|}, new FitOptions()); }")]
    public Task Seen_in_local_variables_and_constants(string call) => Verify("[Network(4, InputMean = 0, InputStd = 1)] [Dense(3)] [SoftmaxCrossEntropy]", call);

    /// <summary>Indices, several inputs: the network makes its data itself.</summary>
    [Theory]
    [InlineData("[Network(4, Vocabulary = 9)] [Embedding(5)] [Flatten] [Dense(3)] [SoftmaxCrossEntropy]")]
    [InlineData("[Network(4)] [Input(\"more\", 3)] [Concat(\"more\")] [Dense(3)] [SoftmaxCrossEntropy]")]
    public Task Networks_with_data_of_their_own(string network) => Verify(network, $"trainer.Fit({{|NG3013:{Labels}|}}, new FitOptions())");

    [Theory]
    [InlineData(Values, Labels, true)]
    [InlineData(Margin, Targets, false)] // measured as values
    public async Task Evaluate(string head, string data, bool isReported)
    {
        using var editor = new EditorProject([new TrainingCallAnalyzer()], null, [Wrap($"[Network(4, InputMean = 0, InputStd = 1)] {head}", $"trainer.Network.Evaluate({data})")]) { RunsGenerator = true };
        Assert.Equal(isReported, (await editor.DiagnoseAsync()).Any(diagnostic => diagnostic.Id == "NG3013"));
    }

    [Theory]
    [InlineData("[Network(2, 2, 1)] [Flatten] [Dense(3)] [SoftmaxCrossEntropy]", "DrawnDigits.Create(9, 1)", "N reads 4 values per sample, an image of 2x2x1, but these data have 784. Declare the input as the data have it, or give the data an input size of 4.")]
    [InlineData("[Network(4)] [Dense(3)] [SoftmaxCrossEntropy]", "new Dataset(new float[8], 8, new int[1], 3)", "N reads 4 values per sample, but these data have 8. Write [Network(8)], or give the data an input size of 4.")]
    [InlineData("[Network(4)] [Dense(3)] [MeanSquaredError]", Labels, "N ends with [MeanSquaredError], which compares each output with a value, but these data have class labels. Give the data target values, or end the network with [SoftmaxCrossEntropy].")]
    [InlineData("[Network(4)] [Dense(3)] [MultiMargin]", Targets, "N ends with [MultiMargin], which compares with class labels, but these data have target values. Give the data labels and a number of classes.")]
    [InlineData("[Network(4)] [Dense(3)] [MeanSquaredError]", "new Dataset(new float[8], 4, new float[4], 2)", "N ends with [MeanSquaredError] on 3 outputs and is compared with 3 values per sample, but these data have 2 target values. Write a last layer with 2 units, or give the data 3 target values.")]
    [InlineData("[Network(4)] [Dense(1)] [BinaryCrossEntropy]", Labels, "N ends with [BinaryCrossEntropy] of one output, which tells two classes apart, but the labels of these data have 3 classes. Write a last layer with 3 units and [SoftmaxCrossEntropy].")]
    public async Task A_message_has_the_numbers(string network, string data, string message)
    {
        Diagnostic diagnostic = Assert.Single(await AnalyzerRunner.VerifyAsync(Wrap(network, $"trainer.Fit({{|NG3013:{data}|}}, new FitOptions())"), "NG3013", new TrainingCallAnalyzer()));
        Assert.Equal(message, diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
    }

    private static Task Verify(string network, string call) => AnalyzerRunner.VerifyAsync(Wrap(network, call), "NG3013", new TrainingCallAnalyzer());

    private static string Wrap(string network, string call)
    {
        string statements = call.StartsWith("{ ", StringComparison.Ordinal) ? call[2..^2] : call + ";";
        return $"using NetGen.Data;\n{network} partial class N;\nclass C {{ static Dataset Other() => null!; static int Size() => 8; void M(Trainer<N> trainer) {{ {statements} }} }}";
    }
}
