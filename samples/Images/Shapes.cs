using NetGen;
using NetGen.Data;
using NetGen.Images;

namespace ImagesSample;

/// <summary>From pictures in folders to a network that tells them apart.</summary>
internal static class Shapes
{
    public static double Train(string folder, int epochs, TextWriter output, CancellationToken cancellation = default)
    {
        Dataset pictures = ImageFolder.Open(folder, height: 32, width: 32).Load(cancellation);
        (SampleSource train, SampleSource test) = pictures.Split(0.8, seed: 1);
        output.WriteLine($"{pictures.Count} pictures of {string.Join(", ", pictures.Format.ClassNames)}");

        var network = new ShapeNet(seed: 1);
        using Trainer<ShapeNet> trainer = network.CreateTrainer(new AdamW(0.004));
        trainer.Fit(train.Transform(new RandomFlip(), new RandomShift(3), new RandomRotation(20)), new FitOptions
        {
            Epochs = epochs,
            BatchSize = 32,
            Validation = test,
            Schedule = LearningRateSchedule.Cosine,
            Callbacks = [new ConsoleProgress(output, isLive: false)],
            CancellationToken = cancellation,
        });
        Evaluation evaluation = network.Evaluate(test);
        output.WriteLine(evaluation);
        output.WriteLine(evaluation.Confusion);
        return evaluation.Accuracy!.Value;
    }
}
