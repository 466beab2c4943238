using NetGen.Data;

namespace MnistSample;

/// <summary>An image that was read wrongly.</summary>
/// <param name="Index">Which image.</param>
/// <param name="Label">What it shows.</param>
/// <param name="Answer">What the network read.</param>
/// <param name="Confidence">The probability that the network gave its answer.</param>
internal readonly record struct Mistake(int Index, int Label, int Answer, float Confidence);

/// <summary>Finds the images that a network reads wrongly.</summary>
internal static class Mistakes
{
    /// <summary>Images of one call: enough for the kernels to work on many at once.</summary>
    private const int Chunk = 200;

    /// <summary>All mistakes, those that the network was surest of first.</summary>
    public static IReadOnlyList<Mistake> Find(DigitNet network, Dataset images)
    {
        var mistakes = new List<Mistake>();
        for (int first = 0; first < images.Count; first += Chunk)
        {
            Dataset chunk = images.Slice(first, Math.Min(Chunk, images.Count - first));
            float[] probabilities = new float[chunk.Count * images.Classes];
            network.Predict(chunk.Inputs, probabilities);
            AddFrom(probabilities, chunk.Labels, first, mistakes);
        }

        return [.. mistakes.OrderByDescending(static mistake => mistake.Confidence).ThenBy(static mistake => mistake.Index)];
    }

    /// <summary>Adds the mistakes among some images.</summary>
    /// <param name="probabilities">Images x classes.</param>
    /// <param name="labels">One per image.</param>
    /// <param name="first">Index of the first image.</param>
    /// <param name="mistakes">Where mistakes are added.</param>
    internal static void AddFrom(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels, int first, List<Mistake> mistakes)
    {
        int classes = probabilities.Length / labels.Length;
        for (int image = 0; image < labels.Length; image++)
        {
            ReadOnlySpan<float> row = probabilities.Slice(image * classes, classes);
            int answer = 0;
            for (int candidate = 1; candidate < classes; candidate++)
            {
                if (row[candidate] > row[answer]) answer = candidate;
            }

            if (answer != labels[image]) mistakes.Add(new Mistake(first + image, labels[image], answer, row[answer]));
        }
    }
}
