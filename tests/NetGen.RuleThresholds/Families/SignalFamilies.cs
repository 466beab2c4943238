namespace NetGen.RuleThresholds.Families;

/// <summary>Values and gradients that become smaller, or scores that begin large: NG4002, NG4003, NG4004, and noise that grows: NG3014.</summary>
internal static class SignalFamilies
{
    private const int Epochs = 5;

    public static IEnumerable<ThresholdFamily> All =>
    [
        Rectified("NG4002", "netgen_ng4002_rectified", [0.42, 0.36, 0.31, 0.27, 0.23, 0.2, 0.17, 0.15, 0.12, 0.1]),
        Rectified("NG4003", "netgen_ng4003_rectified", [0.37, 0.34, 0.3, 0.26, 0.22, 0.19, 0.16, 0.14, 0.12, 0.1]),
        new(
            "NG4002",
            "netgen_ng4002_ratio",
            "Six layers of 64 units with tanh, whose weights have a variance of v over the fan-in; `Sgd(0.05)`",
            "v",
            Lesson.Digits,
            ThresholdFamily.Both<double>(
                [1, 0.9, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45],
                [0.2, 0.17, 0.14, 0.12, 0.1, 0.08, 0.06, 0.04, 0.03, 0.02],
                variance => Dense(variance, Repeat(6, $"[Dense(64)] {Scaled(variance)} [Tanh]"), "new Sgd(0.05)"))),
        new(
            "NG4003",
            "netgen_ng4003_low",
            "Layers of 64 units with sigmoid, whose weights have a variance of v over the fan-in; `Sgd(0.05)` with a momentum of 0.9",
            "layers, v",
            Lesson.Digits,
            ThresholdFamily.Both<(int Layers, double Variance)>(
                [(1, 4), (1, 2), (1, 1), (1, 0.5), (2, 4), (2, 3), (2, 2), (2, 1.5), (2, 1), (2, 0.8)],
                [(3, 1), (3, 0.5), (3, 0.25), (4, 2), (4, 1), (4, 0.5), (5, 2), (5, 1), (5, 0.5), (6, 1)],
                setting =>
                {
                    string layers = Repeat(setting.Layers, $"[Dense(64)] {Scaled(setting.Variance)} [Sigmoid]");
                    return Dense(setting.Variance, layers, "new Sgd(0.05) { Momentum = 0.9 }") with
                    {
                        Setting = FormattableString.Invariant($"{setting.Layers}, {setting.Variance}"),
                    };
                })),
        new(
            "NG4004",
            "netgen_ng4004_std",
            "Two layers of 128 units with ReLU and a head of std s; `Sgd(0.05)`",
            "s",
            Lesson.Digits,
            ThresholdFamily.Both<double>(
                [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6],
                [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10],
                std => new ThresholdCase(
                    ThresholdCase.Text(std),
                    Network($"{Repeat(2, "[Dense(128)] [He] [ReLU]")} [Dense(10)] [Normal({ThresholdCase.Text(std)})]"),
                    Classify("new Sgd(0.05)")))),
        new(
            "NG3014",
            "netgen_ng3014_share",
            "Eight layers of 128 units with ReLU, dropout behind some of them; `Adam(1e-3)`",
            "dropout",
            Lesson.Digits,
            ThresholdFamily.Both<(int Count, double Rate)>(
                [(1, 0.1), (1, 0.3), (2, 0.2), (1, 0.5), (2, 0.3), (3, 0.25), (4, 0.2), (2, 0.5), (4, 0.3), (8, 0.2)],
                [(4, 0.4), (3, 0.5), (6, 0.3), (5, 0.35), (8, 0.25), (4, 0.5), (8, 0.3), (6, 0.4), (8, 0.4), (8, 0.5)],
                dropout => new ThresholdCase(
                    FormattableString.Invariant($"{dropout.Count} x {dropout.Rate}"),
                    Network(
                        Repeat(dropout.Count, $"[Dense(128)] [He] [ReLU] [Dropout({ThresholdCase.Text(dropout.Rate)})]")
                        + Repeat(8 - dropout.Count, "[Dense(128)] [He] [ReLU]") + " [Dense(10)] [LeCun]"),
                    Classify("new Adam(1e-3)")))),
    ];

    /// <summary>Signals and gradients vanish together where every layer is homogeneous.</summary>
    private static ThresholdFamily Rectified(string rule, string key, double[] speaking)
        => new(
            rule,
            key,
            "Ten layers of 64 units with ReLU, whose weights have a variance of v over the fan-in; `Sgd(0.01)` with a momentum of 0.9",
            "v",
            Lesson.Digits,
            ThresholdFamily.Both<double>(
                [2, 1.8, 1.6, 1.4, 1.2, 1, 0.9, 0.8, 0.7, 0.6],
                speaking,
                variance => Dense(variance, Repeat(10, $"[Dense(64)] {Scaled(variance)} [ReLU]"), "new Sgd(0.01) { Momentum = 0.9 }")));

    private static ThresholdCase Dense(double variance, string layers, string optimizer)
        => new(ThresholdCase.Text(variance), Network(layers + " [Dense(10)] [LeCun]"), Classify(optimizer));

    private static string Network(string layers) => $"[Network(784, InputMean = 0.1307, InputStd = 0.3081)] {layers} [SoftmaxCrossEntropy]";

    private static string Classify(string optimizer) => ThresholdCase.Classify(784, 10, optimizer, Epochs);

    private static string Scaled(double variance) => $"[VarianceScaling({ThresholdCase.Text(variance)})]";

    private static string Repeat(int count, string layers) => string.Join(' ', Enumerable.Repeat(layers, count));
}
