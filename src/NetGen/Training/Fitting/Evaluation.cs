using System.Globalization;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>How good a network is on a set of samples.</summary>
/// <param name="Samples">Number of samples.</param>
/// <param name="Loss">
/// The loss that the network is trained with, its weighted mean where classes count differently. Of a network without a loss: softmax cross entropy against
/// labels, mean squared error against target values. NaN without samples.
/// </param>
/// <param name="Confusion">For labels: which classes were taken for which; else null.</param>
public sealed record Evaluation(int Samples, double Loss, ConfusionMatrix? Confusion)
{
    /// <summary>Of a network with several losses: how good each output is, by its name. <see cref="Loss"/> is their sum, each times its weight. Else empty.</summary>
    public IReadOnlyDictionary<string, Evaluation> Heads { get; init; } = new Dictionary<string, Evaluation>(StringComparer.Ordinal);

    /// <summary>For labels: the share classified right, NaN without samples; else null.</summary>
    public double? Accuracy => Confusion?.Accuracy;

    /// <summary>One line: "500 samples, loss 0.0512, accuracy 98.60 %", and behind it the same of each head.</summary>
    public override string ToString()
        => string.Join("; ", [$"{Words.Count(Samples, "sample")}, {Measured}", .. Heads.Select(head => $"{head.Key}: {head.Value.Measured}")]);

    private string Measured => Describe(Loss, Accuracy);

    /// <summary>"loss 0.0512, accuracy 98.60 %".</summary>
    internal static string Describe(double loss, double? accuracy)
        => string.Create(CultureInfo.InvariantCulture, $"loss {loss:G4}") + (accuracy is { } share ? string.Create(CultureInfo.InvariantCulture, $", accuracy {100 * share:F2} %") : "");
}

/// <summary>Counts of samples by class and by the class that a network took them for.</summary>
public sealed class ConfusionMatrix
{
    private const int MostInTable = 32;

    // Only pairs that occur: no more than there are samples, where a table of tens of thousands of classes would not fit into memory.
    private readonly Dictionary<(int Actual, int Predicted), int> _counts = [];

    internal ConfusionMatrix(int classes, IEnumerable<(int Actual, int Predicted)> decisions)
    {
        Classes = classes;
        foreach ((int, int) decision in decisions) CollectionsMarshal.GetValueRefOrAddDefault(_counts, decision, out _)++;
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>The names of the classes, where the network's loss declares them; else empty.</summary>
    public IReadOnlyList<string> Names { get; internal init; } = [];

    /// <summary>The share on the diagonal; NaN without samples.</summary>
    public double Accuracy
    {
        get
        {
            long right = 0;
            long all = 0;
            foreach (((int actual, int predicted), int count) in _counts)
            {
                all += count;
                if (actual == predicted) right += count;
            }

            return (double)right / all;
        }
    }

    /// <summary>Samples of class <paramref name="actual"/> that the network took for class <paramref name="predicted"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public int this[int actual, int predicted]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(actual);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(actual, Classes);
            ArgumentOutOfRangeException.ThrowIfNegative(predicted);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(predicted, Classes);
            return _counts.GetValueOrDefault((actual, predicted));
        }
    }

    /// <summary>A table with a line for each class and a column for each that samples were taken for; of more than 32 classes, the pairs that were confused most often.</summary>
    public override string ToString()
    {
        if (Classes <= MostInTable)
        {
            string[] classes = [.. Enumerable.Range(0, Classes).Select(Name)];
            return Words.Table([["actual", .. classes], .. classes.Select((name, actual) => (string[])[name, .. Enumerable.Range(0, Classes).Select(predicted => Text(this[actual, predicted]))])]);
        }

        IEnumerable<string[]> confused = _counts
            .Where(pair => pair.Key.Actual != pair.Key.Predicted)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key)
            .Take(MostInTable)
            .Select(pair => (string[])[Name(pair.Key.Actual), Name(pair.Key.Predicted), Text(pair.Value)]);
        return Words.Table([["actual", "predicted", "samples"], .. confused]);

        string Name(int label) => Names.Count > 0 ? Names[label] : Text(label);

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
