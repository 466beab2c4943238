using NetGen;
using NetGen.Data;
using NetGen.Images;
using NetGen.Metrics;

namespace AutoencoderSample;

/// <summary>Trains <see cref="DigitCoder"/> to give back what it is given.</summary>
internal static class Coding
{
    private const int Pixels = 28 * 28;

    public static (double Error, double OfMean) Train(int count, int epochs, TextWriter output, string? picture = null, CancellationToken cancellation = default)
    {
        Dataset train = AsTargets(DrawnDigits.Create(count, seed: 1));
        Dataset test = AsTargets(DrawnDigits.Create(500, seed: 2));
        var network = new DigitCoder(seed: 1);
        using Trainer<DigitCoder> trainer = network.CreateTrainer(new Adam(0.002));
        trainer.Fit(train, new FitOptions { Epochs = epochs, BatchSize = 32, Validation = test, Callbacks = [new ConsoleProgress(output, isLive: false)], CancellationToken = cancellation });

        double error = network.Evaluate(test, [new MeanSquaredError()]).Metrics["mean_squared_error"];
        var mean = new MeanSquaredError();
        float[] average = [.. Enumerable.Range(0, Pixels).Select(pixel => Enumerable.Range(0, train.Count).Average(sample => train.Input(sample)[pixel]))];
        for (int sample = 0; sample < test.Count; sample++) mean.Add(average, test.Target(sample));
        output.WriteLine($"mean squared error by 16 numbers {error:F4}; by the mean of all digits {mean.Value:F4}");
        if (picture is not null) Draw(network, test, picture);
        return (error, mean.Value);
    }

    private static Dataset AsTargets(Dataset digits) => new(digits.Inputs.ToArray(), SampleFormat.OfTargets(Pixels, Pixels) with { InputShape = [28, 28, 1] }, digits.Inputs.ToArray());

    /// <summary>Ten digits above, and below what has come through.</summary>
    private static void Draw(DigitCoder network, Dataset test, string path)
    {
        float[] inputs = test.Inputs[..(10 * Pixels)].ToArray();
        float[] outputs = new float[10 * Pixels];
        network.Predict(inputs, outputs);
        float[] pixels = new float[20 * Pixels];
        for (int i = 0; i < pixels.Length; i++)
        {
            (int row, int column) = (i / 280, i % 280);
            pixels[i] = (row < 28 ? inputs : outputs)[((column / 28) * Pixels) + ((row % 28) * 28) + (column % 28)];
        }

        ImageFile.WritePng(path, pixels, 56, 280, channels: 1, scale: 3);
    }
}
