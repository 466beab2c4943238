namespace NetGen.RuleThresholds.Families;

/// <summary>Steps that are too small or too large, by the rate (NG4013, NG5012), the decay (NG5009) or too few values to normalise by (NG5010).</summary>
internal static class StepFamilies
{
    private const int Epochs = 5;

    private const string Digits = "[Network(784, InputMean = 0.1307, InputStd = 0.3081)]";
    private const string Normalized = "[Dense(64, UseBias = false)] [BatchNorm] [ReLU] ";
    private const string Small = $"{Digits} [Dense(128)] [He] [ReLU] [Dense(128)] [He] [ReLU] [Dense(10)] [LeCun] [SoftmaxCrossEntropy]";

    public static IEnumerable<ThresholdFamily> All =>
    [
        Rates(
            "NG4013",
            "netgen_ng4013_low",
            "`Adam(rate)`",
            "new Adam(RATE)",
            [2e-3, 1e-3, 5e-4, 3e-4, 2e-4, 1e-4, 5e-5, 3e-5, 2e-5, 1.2e-5],
            [4e-6, 3e-6, 2e-6, 1.5e-6, 1e-6, 7e-7, 5e-7, 3e-7, 2e-7, 1e-7]),
        Rates(
            "NG4013",
            "netgen_ng4013_low_descent",
            "`Sgd(rate)`",
            "new Sgd(RATE)",
            [0.2, 0.1, 0.07, 0.05, 0.03, 0.02, 0.015, 0.01, 0.007, 0.005],
            [1e-3, 7e-4, 5e-4, 3e-4, 2e-4, 1e-4, 5e-5, 3e-5, 2e-5, 1e-5]),
        Rates(
            "NG4013",
            "netgen_ng4013_high",
            "`Adam(rate)`",
            "new Adam(RATE)",
            [1e-4, 2e-4, 3e-4, 5e-4, 7e-4, 1e-3, 1.5e-3, 2e-3, 3e-3, 4e-3],
            [0.01, 0.015, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3]),
        new(
            "NG5012",
            "netgen_ng5012_factor",
            "Two layers of 512 units with ReLU learn ten sums of pixels, `Sgd(rate)`",
            "rate",
            Lesson.Digits,
            ThresholdFamily.Both<double>(
                [0.01, 0.02, 0.03, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7],
                [0.92, 0.95, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.55, 1.6],
                rate => new ThresholdCase(
                    ThresholdCase.Text(rate),
                    $"{Digits} [Dense(512)] [He] [ReLU] [Dense(512)] [He] [ReLU] [Dense(10)] [LeCun] [MeanSquaredError]",
                    ThresholdCase.Learn(1, $"new Sgd({ThresholdCase.Text(rate)})", Epochs))))
        {
            Score = ThresholdCase.Explained,
        },
        Decays(
            "`Sgd(0.05)` with a weight decay",
            "new Sgd(0.05) { WeightDecay = DECAY }",
            [0, 1e-4, 3e-4, 5e-4, 1e-3, 2e-3, 3e-3, 5e-3, 7e-3, 0.01],
            [0.03, 0.04, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 1]),
        Decays(
            "`AdamW(1e-3)` with a weight decay",
            "new AdamW(1e-3) { WeightDecay = DECAY }",
            [0, 0.01, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1],
            [5, 6, 7, 8, 10, 12, 15, 20, 30, 50]),
        new(
            "NG5010",
            "netgen_ng5010_values",
            "One or two layers of 64 units with BatchNorm and ReLU, trained by batches of that size; `Adam(1e-3)`",
            "layers, batch",
            Lesson.Digits,
            ThresholdFamily.Both<(int Layers, int Batch)>(
                [(1, 64), (1, 32), (1, 24), (1, 16), (1, 8), (2, 64), (2, 32), (2, 24), (2, 16), (2, 8)],
                [(1, 6), (1, 5), (1, 4), (1, 3), (1, 2), (2, 6), (2, 5), (2, 4), (2, 3), (2, 2)],
                setting => new ThresholdCase(
                    FormattableString.Invariant($"{setting.Layers}, {setting.Batch}"),
                    $"{Digits} {string.Concat(Enumerable.Repeat(Normalized, setting.Layers))} [Dense(10)] [LeCun] [SoftmaxCrossEntropy]",
                    ThresholdCase.Classify(784, 10, "new Adam(1e-3)", Epochs, setting.Batch)))),
    ];

    private static ThresholdFamily Rates(
        string rule, string key, string title, string optimizer, double[] silent, double[] speaking)
        => new(
            rule,
            key,
            $"Two layers of 128 units with ReLU, {title}",
            "rate",
            Lesson.Digits,
            ThresholdFamily.Both(silent, speaking, rate => new ThresholdCase(ThresholdCase.Text(rate), Small, Train(optimizer, "RATE", rate))));

    private static ThresholdFamily Decays(string title, string optimizer, double[] silent, double[] speaking)
        => new(
            "NG5009",
            "netgen_ng5009_ratio",
            $"Two layers of 128 units with ReLU, {title}",
            "decay",
            Lesson.Digits,
            ThresholdFamily.Both(silent, speaking, decay => new ThresholdCase(ThresholdCase.Text(decay), Small, Train(optimizer, "DECAY", decay))));

    private static string Train(string optimizer, string name, double value)
        => ThresholdCase.Classify(784, 10, optimizer.Replace(name, ThresholdCase.Text(value), StringComparison.Ordinal), Epochs);
}
