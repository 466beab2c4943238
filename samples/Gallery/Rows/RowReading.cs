using NetGen;
using NetGen.Data;

namespace GallerySample.Rows;

/// <summary>What an LSTM remembers of a digit's first rows, and what a plain recurrent layer forgets.</summary>
internal static class RowReading
{
    private const int Rows = 28;
    private const int Pixels = 28;

    /// <summary>The real digits, or as many drawn ones.</summary>
    public static TrainAndTest Load(string? directory, int drawn)
        => directory is null ? new TrainAndTest(DrawnDigits.Create(drawn, seed: 1), DrawnDigits.Create(drawn / 10, seed: 2)) : Mnist.Load(directory);

    /// <summary>Trains all of them, and says what each reaches.</summary>
    public static IReadOnlyDictionary<string, double> Train(TrainAndTest digits, int epochs, TextWriter output, CancellationToken cancellation = default)
    {
        var accuracies = new Dictionary<string, double>(StringComparer.Ordinal);
        void Add<TNetwork>(string name, TNetwork network)
            where TNetwork : class, ITrainableNetwork<TNetwork>
        {
            output.WriteLine($"{name}; gradient by the first row / by the last: {FirstToLast(network, digits.Test):G2} before training");
            using var trainer = new Trainer<TNetwork>(network, new Adam(0.002), new TrainerOptions { ClipNorm = 1 });
            trainer.Fit(digits.Train, new FitOptions
            {
                Epochs = epochs,
                BatchSize = 32,
                Schedule = LearningRateSchedule.Cosine,
                Callbacks = [new ConsoleProgress(output, isLive: false)],
                CancellationToken = cancellation,
            });
            Evaluation evaluation = network.Evaluate(digits.Test);
            accuracies.Add(name, evaluation.Accuracy!.Value);
            output.WriteLine($"{name}: {100 * evaluation.Accuracy.Value:F2} % of the digits it has not seen; gradient by the first row / by the last: {FirstToLast(network, digits.Test):G2}\n");
        }

        Add("LSTM", new LstmReader(seed: 1));
        Add("SimpleRNN, orthogonal", new OrthogonalReader(seed: 1));
        Add("SimpleRNN, identity and ReLU", new IdentityReader(seed: 1));
        Add("SimpleRNN, He", new HeReader(seed: 1));
        Add("SimpleRNN, half of Xavier", new SmallReader(seed: 1));
        return accuracies;
    }

    /// <summary>How much the largest logit changes with the first row's pixels, beside how much with the last row's: what is left of a gradient behind 28 steps.</summary>
    public static double FirstToLast<TNetwork>(TNetwork network, Dataset digits)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        const int Digits = 20;
        (double first, double last) = (0, 0);
        for (int digit = 0; digit < Digits; digit++)
        {
            float[] slopes = network.Saliency(digits.Input(digit), digits.Labels[digit]);
            first += slopes[..Pixels].Sum(static slope => (double)slope * slope);
            last += slopes[((Rows - 1) * Pixels)..].Sum(static slope => (double)slope * slope);
        }

        return Math.Sqrt(first / last);
    }
}
