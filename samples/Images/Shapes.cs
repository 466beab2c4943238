using NetGen;
using NetGen.Data;
using NetGen.Images;
using NetGen.Reports;

namespace ImagesSample;

/// <summary>From pictures in folders to a network that tells them apart.</summary>
internal static class Shapes
{
    public static double Train(string folder, int epochs, TextWriter output, string? page = null, CancellationToken cancellation = default)
    {
        Dataset pictures = ImageFolder.Open(folder, height: 32, width: 32).Load(cancellation);
        (SampleSource train, SampleSource test) = pictures.Split(0.8, seed: 1);
        output.WriteLine($"{pictures.Count} pictures of {string.Join(", ", pictures.Format.ClassNames)}");

        var network = new ShapeNet(seed: 1);
        using Trainer<ShapeNet> trainer = network.CreateTrainer(new AdamW(0.004));
        var parameters = new ParameterHistory();
        TrainingReport report = trainer.Fit(train.Transform(new RandomFlip(), new RandomShift(3), new RandomRotation(20)), new FitOptions
        {
            Epochs = epochs,
            BatchSize = 32,
            Validation = test,
            Schedule = LearningRateSchedule.Cosine,
            Callbacks = [new ConsoleProgress(output, isLive: false), parameters],
            CancellationToken = cancellation,
        });
        Evaluation evaluation = network.Evaluate(test);
        output.WriteLine(evaluation);
        output.WriteLine(evaluation.Confusion);
        if (page is not null)
        {
            Dataset some = test.Split(0.1).First.ToDataset();
            new HtmlReport("Shapes").Add(ShapeNet.Info).Add(report).Add(evaluation).Add(network.MeasureSignal(some.Inputs, some.Labels)).Add(parameters).Save(page);
        }

        return evaluation.Accuracy!.Value;
    }
}
