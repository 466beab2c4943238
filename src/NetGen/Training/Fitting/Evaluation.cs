using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>How good a network is on a set of samples.</summary>
/// <param name="Samples">Number of samples.</param>
/// <param name="Loss">Mean loss: softmax cross entropy against labels, mean squared error against target values. NaN without samples.</param>
/// <param name="Confusion">For labels: which classes were taken for which; else null.</param>
public sealed record Evaluation(int Samples, double Loss, ConfusionMatrix? Confusion)
{
    /// <summary>Of a network with several losses: how good each output is, by its name. <see cref="Loss"/> is their sum, each times its weight. Else empty.</summary>
    public IReadOnlyDictionary<string, Evaluation> Heads { get; init; } = new Dictionary<string, Evaluation>(StringComparer.Ordinal);

    /// <summary>For labels: the share classified right, NaN without samples; else null.</summary>
    public double? Accuracy => Confusion?.Accuracy;
}

/// <summary>Counts of samples by class and by the class that a network took them for.</summary>
public sealed class ConfusionMatrix
{
    // Only pairs that occur: no more than there are samples, where a table of tens of thousands of classes would not fit into memory.
    private readonly Dictionary<(int Actual, int Predicted), int> _counts = [];

    internal ConfusionMatrix(int classes, IEnumerable<(int Actual, int Predicted)> decisions)
    {
        Classes = classes;
        foreach ((int, int) decision in decisions) CollectionsMarshal.GetValueRefOrAddDefault(_counts, decision, out _)++;
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

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
}
