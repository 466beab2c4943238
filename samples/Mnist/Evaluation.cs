using NetGen.Data;

namespace MnistSample;

/// <summary>How the network read one image.</summary>
/// <param name="Index">Which image.</param>
/// <param name="Label">What it shows.</param>
/// <param name="Answer">What the network read.</param>
/// <param name="Confidence">The probability that the network gave its answer.</param>
internal readonly record struct Reading(int Index, int Label, int Answer, float Confidence);

/// <summary>How the network read a set of images.</summary>
internal sealed class Evaluation
{
    /// <summary>Images that one thread takes at a time.</summary>
    private const int Share = 200;

    private readonly Reading[] _readings;

    /// <summary>What a set of readings amounts to.</summary>
    /// <param name="readings">At least one.</param>
    /// <param name="classes">Number of classes.</param>
    public Evaluation(Reading[] readings, int classes)
    {
        _readings = readings;
        Confusion = new ConfusionMatrix(classes);
        foreach (Reading reading in readings) Confusion.Count(reading.Label, reading.Answer);
    }

    /// <summary>How often each digit was read as each.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>Share of the images read rightly.</summary>
    public double Accuracy => (double)Confusion.Right / _readings.Length;

    /// <summary>Number of images.</summary>
    public int Total => _readings.Length;

    /// <summary>Wrong readings, those that the network was surest of first.</summary>
    public IEnumerable<Reading> Mistakes => _readings.Where(static reading => reading.Answer != reading.Label).OrderByDescending(static reading => reading.Confidence).ThenBy(static reading => reading.Index);

    /// <summary>Lets the network read all images. One network may serve several threads at once.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Evaluation Run(DigitNet network, Dataset images, int threads, CancellationToken cancellation)
    {
        var readings = new Reading[images.Count];
        var limits = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, (images.Count + Share - 1) / Share, limits, share => Read(network, images, share * Share, readings));
        return new Evaluation(readings, images.Classes);
    }

    private static void Read(DigitNet network, Dataset images, int first, Reading[] readings)
    {
        Dataset share = images.Slice(first, Math.Min(Share, images.Count - first));
        float[] probabilities = new float[share.Count * images.Classes];
        network.Predict(share.Inputs, probabilities);
        for (int index = 0; index < share.Count; index++)
        {
            ReadOnlySpan<float> classes = probabilities.AsSpan(index * images.Classes, images.Classes);
            int answer = 0;
            for (int candidate = 1; candidate < classes.Length; candidate++)
            {
                if (classes[candidate] > classes[answer]) answer = candidate;
            }

            readings[first + index] = new Reading(first + index, share.Labels[index], answer, classes[answer]);
        }
    }
}
