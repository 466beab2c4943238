using System.Globalization;

namespace NetGen.RuleThresholds;

/// <summary>A network, and the call that trains it: the text that the rule sees is the text that runs.</summary>
/// <param name="Setting">What is varied, as the table shows it.</param>
/// <param name="Declaration">The network's attributes.</param>
/// <param name="Training">Statements that train <c>network</c> with <c>train</c>, and return how good it is with <c>test</c>.</param>
internal sealed record ThresholdCase(string Setting, string Declaration, string Training)
{
    /// <summary>Whether the rule is expected to speak.</summary>
    public bool Speaks { get; init; }

    /// <summary>The class with the method that trains.</summary>
    public const string TrainingClass = "Course";

    /// <summary>That method.</summary>
    public const string TrainingMethod = "Run";

    /// <summary>A source file.</summary>
    /// <param name="name">The namespace in which it all is.</param>
    public string Source(string name) => $$"""
        using System;

        using NetGen;
        using NetGen.Data;

        namespace {{name}};

        {{Declaration}}
        public sealed partial class Net;

        public static class {{TrainingClass}}
        {
            public static double {{TrainingMethod}}(
                Net network, (float[] Inputs, int[] Labels, float[] Values) train, (float[] Inputs, int[] Labels, float[] Values) test)
            {
                {{Training}}
            }
        }
        """;

    /// <summary>Statements that train with labels and return the share of samples that are classified right.</summary>
    /// <param name="inputSize">Values of a sample.</param>
    /// <param name="classes">Classes.</param>
    /// <param name="optimizer">An expression.</param>
    /// <param name="epochs">Epochs.</param>
    /// <param name="batch">Samples of a step.</param>
    public static string Classify(int inputSize, int classes, string optimizer, int epochs, int batch = 32) => $$"""
        var trainer = network.CreateTrainer({{optimizer}}, new TrainerOptions { Threads = 1 });
        {{Classify(inputSize, classes, epochs, batch)}}
        """;

    /// <summary>The same with a <c>trainer</c> that there is.</summary>
    /// <inheritdoc cref="Classify(int, int, string, int, int)"/>
    public static string Classify(int inputSize, int classes, int epochs, int batch = 32) => $$"""
        trainer.Fit(new Dataset(train.Inputs, {{inputSize}}, train.Labels, {{classes}}), new FitOptions { Epochs = {{epochs}}, BatchSize = {{batch}} });
        return network.Evaluate(new Dataset(test.Inputs, {{inputSize}}, test.Labels, {{classes}})).Accuracy ?? 0;
        """;

    /// <summary>What <see cref="Learn"/> returns.</summary>
    public const string Explained = "share of the variance explained";

    /// <summary>Statements that train with the sums of a digit's pixels, and return the share of their variance that is explained.</summary>
    /// <param name="std">The sums' standard deviation.</param>
    /// <param name="optimizer">An expression.</param>
    /// <param name="epochs">Epochs.</param>
    public static string Learn(double std, string optimizer, int epochs) => string.Create(CultureInfo.InvariantCulture, $$"""
        static float[] Scale(float[] values) => Array.ConvertAll(values, value => value * (float){{std}});
        var trainer = network.CreateTrainer({{optimizer}}, new TrainerOptions { Threads = 1 });
        trainer.Fit(new Dataset(train.Inputs, 784, Scale(train.Values), 10), new FitOptions { Epochs = {{epochs}}, BatchSize = 32 });
        return 1 - (network.Evaluate(new Dataset(test.Inputs, 784, Scale(test.Values), 10)).Loss / ({{std}} * {{std}}));
        """);

    /// <summary>A number as the table and the source have it.</summary>
    public static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
