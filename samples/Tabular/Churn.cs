using NetGen;
using NetGen.Metrics;
using NetGen.Tables;

namespace TabularSample;

/// <summary>From a comma-separated file to a network that is better than logistic regression.</summary>
internal static class Churn
{
    public static (double Logistic, double Network) Train(string path, int epochs, TextWriter output, CancellationToken cancellation = default)
    {
        Table table = Table.ReadCsv(path);
        (Table known, Table test) = table.Split(0.8, seed: 1, stratifyBy: "left");
        TableEncoder encoder = TableEncoder.Fit(known, target: "left", new TableEncoderOptions { Ignored = ["customer"], PositiveClass = "yes" });
        output.WriteLine($"{table.RowCount} rows; inputs: {string.Join(", ", encoder.InputNames)}");

        output.WriteLine("logistic regression");
        double logistic = Measure(new LogisticNet(seed: 1));
        output.WriteLine("network");
        double network = Measure(new ChurnNet(seed: 1));
        return (logistic, network);

        double Measure<TNetwork>(TNetwork model)
            where TNetwork : class, ITrainableNetwork<TNetwork>
        {
            using var trainer = new Trainer<TNetwork>(model, new AdamW(0.003));
            trainer.Fit(encoder.Encode(known), new FitOptions
            {
                Epochs = epochs,
                BatchSize = 64,
                ValidationShare = 0.1,
                Metrics = [new RocAuc()],
                Patience = 5,
                RestoreBest = true,
                Schedule = LearningRateSchedule.Cosine,
                Callbacks = [new ConsoleProgress(output, isLive: false)],
                CancellationToken = cancellation,
            });
            Evaluation evaluation = model.Evaluate(encoder.Encode(test), [new RocAuc(), new PrAuc(), new Accuracy(), new FScore()]);
            output.WriteLine($"on rows it has not seen: {evaluation}");
            return evaluation.Metrics["roc_auc"];
        }
    }
}
