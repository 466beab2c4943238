using System.Globalization;
using System.Runtime.InteropServices;

using NetGen.Metrics;

namespace NetGen;

/// <summary>Counts of samples by class and by the class that a network took them for.</summary>
public sealed class ConfusionMatrix
{
    private const int MostInTable = 32;

    // Only pairs that occur: no more than there are samples, where a table of tens of thousands of classes would not fit into memory.
    private readonly Dictionary<(int Actual, int Predicted), int> _counts = [];

    internal ConfusionMatrix(int classes, IReadOnlyList<string>? names = null)
    {
        Classes = classes;
        ClassNames = names ?? [];
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>What the classes are called; empty where they have no names.</summary>
    public IReadOnlyList<string> ClassNames { get; }

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

    /// <summary>Right and wrong decisions about each class, with its precision, recall and F scores.</summary>
    public IReadOnlyList<DecisionCounts> PerClass
    {
        get
        {
            long[] right = new long[Classes], predictions = new long[Classes], labels = new long[Classes];
            long all = 0;
            foreach (((int actual, int predicted), int count) in _counts)
            {
                all += count;
                labels[actual] += count;
                predictions[predicted] += count;
                if (actual == predicted) right[actual] += count;
            }

            return
            [
                .. Enumerable.Range(0, Classes).Select(index => new DecisionCounts(
                    right[index], predictions[index] - right[index], labels[index] - right[index], all - predictions[index] - labels[index] + right[index])),
            ];
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
            string[] classes = [.. Enumerable.Range(0, Classes).Select(NameOf)];
            return Words.Table([["actual", .. classes], .. classes.Select((name, actual) => (string[])[name, .. Enumerable.Range(0, Classes).Select(predicted => Text(this[actual, predicted]))])]);
        }

        IEnumerable<string[]> confused = _counts
            .Where(pair => pair.Key.Actual != pair.Key.Predicted)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key)
            .Take(MostInTable)
            .Select(pair => (string[])[NameOf(pair.Key.Actual), NameOf(pair.Key.Predicted), Text(pair.Value)]);
        return Words.Table([["actual", "predicted", "samples"], .. confused]);
    }

    /// <summary>Counts a sample.</summary>
    internal void Add(int actual, int predicted) => CollectionsMarshal.GetValueRefOrAddDefault(_counts, (actual, predicted), out _)++;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string NameOf(int index) => ClassNames.Count > 0 ? ClassNames[index] : Text(index);
}
