using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NetGen;

/// <summary>Whole numbers as the targets of a loss that asks yes or no. Keeps its memory from step to step.</summary>
internal sealed class BinaryLabels
{
    private float[] _targets = [];

    /// <summary>As floats, valid until the next call.</summary>
    /// <exception cref="ArgumentException">One is neither 0 nor 1.</exception>
    public ReadOnlySpan<float> ToTargets(ReadOnlySpan<int> labels)
    {
        if (_targets.Length < labels.Length) _targets = new float[labels.Length];
        for (int index = 0; index < labels.Length; index++)
        {
            int label = labels[index];
            if (label is not (0 or 1)) ThrowLabel(index, label, nameof(labels));
            _targets[index] = label;
        }

        return _targets.AsSpan(0, labels.Length);
    }

    [DoesNotReturn]
    private static void ThrowLabel(int index, int label, string argument)
        => throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Label {index} is {label}; expected 0 or 1."), argument);
}
