using NetGen;
using NetGen.Data;

namespace SketchSample;

/// <summary>Makes the weights that the page begins with.</summary>
internal static class Training
{
    /// <summary>Trains on MNIST, turned, sized and moved a little, and writes the weights.</summary>
    /// <param name="folder">MNIST's four files.</param>
    /// <param name="path">The file of weights.</param>
    /// <param name="cancellation">Ends it; nothing is written then.</param>
    public static void Run(string folder, string path, CancellationToken cancellation)
    {
        TrainAndTest mnist = Mnist.Load(folder);
        var network = new SketchNet(seed: 1);
        using Trainer<SketchNet> trainer = network.CreateTrainer(new AdamW(2e-3));
        trainer.Fit(mnist.Train.Transform(new RandomRotation(12), new RandomZoom(0.15), new RandomShift(1)), new() { Epochs = 12, BatchSize = 64, Schedule = LearningRateSchedule.Cosine, Validation = mnist.Test, Callbacks = [new ConsoleProgress()], CancellationToken = cancellation });
        network.Save(path);
    }
}
