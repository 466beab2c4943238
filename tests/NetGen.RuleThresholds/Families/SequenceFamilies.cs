namespace NetGen.RuleThresholds.Families;

/// <summary>Positions that drown tokens (NG4018), and attention that is decided (NG4015).</summary>
internal static class SequenceFamilies
{
    public static IEnumerable<ThresholdFamily> All =>
    [
        new(
            "NG4018",
            "netgen_ng4018_factor",
            "Two transformer blocks of 64 features look up one of 16 tokens by its place; embeddings of std s beside sines, `Adam(1e-3)`",
            "s",
            Lesson.Pointers,
            ThresholdFamily.Both<double>(
                [1, 0.7, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1, 0.07, 0.05],
                [0.03, 0.025, 0.02, 0.015, 0.01, 0.007, 0.005, 0.003, 0.002, 0.001],
                std => new ThresholdCase(
                    ThresholdCase.Text(std),
                    $"""
                    [Network({Lesson.Tokens + 1}, Vocabulary = {Lesson.Tokens})]
                    [Embedding(64)] [Normal({ThresholdCase.Text(std)})] [SinusoidalPositions] [TransformerBlock(4)] [TransformerBlock(4)]
                    [LayerNorm] [Last] [Dense({Lesson.Tokens})] [SoftmaxCrossEntropy]
                    """,
                    """
                    var trainer = network.CreateTrainer(new Adam(1e-3), new TrainerOptions { Threads = 1 });
                    trainer.Fit(Samples(train), new FitOptions { Epochs = 2, BatchSize = 64 });
                    return network.Evaluate(Samples(test)).Accuracy ?? 0;

                    static Dataset Samples((float[] Tokens, int[] Labels, float[] Values) samples)
                        => Net.CreateDataset(Array.ConvertAll(samples.Tokens, token => (int)token), samples.Labels);
                    """))),
        new(
            "NG4015",
            "netgen_ng4015_slope",
            $"Attention of four heads finds the value that belongs to a key among {Lesson.Keys}; its weights have a std of s, `Adam(1e-3)`",
            "s",
            Lesson.Pairs,
            ThresholdFamily.Both<double>(
                [0.02, 0.04, 0.06, 0.08, 0.1, 0.125, 0.15, 0.175, 0.2, 0.25],
                [0.8, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5],
                std => new ThresholdCase(
                    ThresholdCase.Text(std),
                    $"""
                    [Network({Lesson.Keys + 1}, {2 * Lesson.Keys}, InputMean = 0, InputStd = 1)]
                    [Dense(64)] [LeCun] [MultiHeadAttention(4)] [Normal({ThresholdCase.Text(std)})] [Last] [Dense({Lesson.Keys})] [LeCun] [SoftmaxCrossEntropy]
                    """,
                    ThresholdCase.Classify((Lesson.Keys + 1) * 2 * Lesson.Keys, Lesson.Keys, "new Adam(1e-3)", 5)))),
        new(
            "NG4014",
            "netgen_ng4014_share",
            $"Rectifiers read {Lesson.Steps} steps, of which one in the first half shows one of {Lesson.Signals} signals, and tell behind the last which; "
            + "their recurrent weights begin as g times the identity, `Adam(1e-3)`, gradients clipped to 1",
            "units, g",
            Lesson.Signs,
            ThresholdFamily.Both(
                Recurrences(1, 0.98, 0.95, 0.9, 0.8),
                Recurrences(0.25, 0.2, 0.15, 0.1, 0.05),
                static setting => new ThresholdCase(
                    $"{setting.Units}, {ThresholdCase.Text(setting.Gain)}",
                    $"""
                    [Network({Lesson.Steps}, {Lesson.Signals + 1}, InputMean = 0, InputStd = 1)]
                    [SimpleRNN({setting.Units}, Activation = RecurrentActivation.ReLU, LastStepOnly = true)]
                    [Identity({ThresholdCase.Text(setting.Gain)}, Target = Parameter.Recurrent)]
                    [Dense({Lesson.Signals})] [LeCun] [SoftmaxCrossEntropy]
                    """,
                    $"""
                    var trainer = network.CreateTrainer(new Adam(1e-3), new TrainerOptions {"{ Threads = 1, ClipNorm = 1 }"});
                    {ThresholdCase.Classify(Lesson.Steps * (Lesson.Signals + 1), Lesson.Signals, 6)}
                    """))),
    ];

    private static IReadOnlyList<(int Units, double Gain)> Recurrences(params double[] gains)
        => [.. gains.SelectMany(static gain => new[] { (16, gain), (32, gain) })];
}
