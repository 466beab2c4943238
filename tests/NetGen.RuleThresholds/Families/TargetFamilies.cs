namespace NetGen.RuleThresholds.Families;

/// <summary>Targets of odd sizes (NG4016), and a head beside one that sends larger gradients (NG4017).</summary>
internal static class TargetFamilies
{
    private const int Epochs = 5;

    private const string Trunk = "[Network(784, InputMean = 0.1307, InputStd = 0.3081)] [Dense(64)] [He] [ReLU] [Dense(64)] [He] [ReLU(Name = \"trunk\")]";

    public static IEnumerable<ThresholdFamily> All =>
    [
        Targets("netgen_ng4016_high", "Sgd(0.01)", [0.5, 1, 1.5, 2, 3, 4, 5, 6, 7, 9], [12, 15, 20, 30, 50, 70, 100, 200, 500, 1000]),
        Targets(
            "netgen_ng4016_low",
            "Adam(1e-3)",
            [1, 0.7, 0.5, 0.3, 0.2, 0.1, 0.07, 0.05, 0.03, 0.015],
            [0.008, 0.006, 0.004, 0.003, 0.002, 0.0015, 0.001, 5e-4, 2e-4, 1e-4]),
        new(
            "NG4017",
            "netgen_ng4017_factor",
            "A head that tells the digit and counts that much, beside one that learns ten sums; two layers of 64 units with ReLU, `Adam(1e-3)`",
            "weight",
            Lesson.Digits,
            ThresholdFamily.Both<double>(
                [1, 0.8, 0.6, 0.5, 0.4, 0.35, 0.3, 0.25, 0.2, 0.15],
                [0.05, 0.04, 0.03, 0.02, 0.015, 0.01, 0.007, 0.005, 0.002, 0.001],
                weight => new ThresholdCase(
                    ThresholdCase.Text(weight),
                    $"""
                    {Trunk}
                    [Dense(10, Name = "digit")] [SoftmaxCrossEntropy(Weight = {ThresholdCase.Text(weight)})]
                    [Dense(10, Name = "sums", Input = "trunk")] [MeanSquaredError]
                    """,
                    $$"""
                    var trainer = network.CreateTrainer(new Adam(1e-3), new TrainerOptions { Threads = 1 });
                    trainer.Fit(Net.CreateDataset(train.Inputs, train.Labels, train.Values), new FitOptions { Epochs = {{Epochs}}, BatchSize = 32 });
                    return network.Evaluate(Net.CreateDataset(test.Inputs, test.Labels, test.Values)).Heads["digit"].Accuracy ?? 0;
                    """)))
        {
            Score = "accuracy of the digits",
        },
    ];

    private static ThresholdFamily Targets(string key, string optimizer, double[] silent, double[] speaking)
        => new(
            "NG4016",
            key,
            $"Two layers of 64 units with ReLU learn ten sums of pixels of that standard deviation; `{optimizer}`",
            "std",
            Lesson.Digits,
            ThresholdFamily.Both(silent, speaking, std => new ThresholdCase(
                ThresholdCase.Text(std),
                $"{Trunk} [Dense(10)] [LeCun] [MeanSquaredError(TargetMean = 0, TargetStd = {ThresholdCase.Text(std)})]",
                ThresholdCase.Learn(std, $"new {optimizer}", Epochs))))
        {
            Score = ThresholdCase.Explained,
        };
}
