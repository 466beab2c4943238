using NetGen.Data;

namespace NetGen;

/// <summary>Weights of classes for <see cref="FitOptions.ClassWeights"/>.</summary>
public static class ClassWeights
{
    /// <summary>
    /// Weights with which every class counts the same in the mean loss: samples / (classes x samples of the class), as scikit-learn's 'balanced'; 0 for a
    /// class without samples. Samples whose label is ignored are not counted.
    /// </summary>
    /// <param name="samples">Samples with labels.</param>
    /// <exception cref="InvalidOperationException">The samples have no labels.</exception>
    public static float[] Balanced(SampleSource samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (!samples.HasLabels) throw new InvalidOperationException("The samples have target values, not labels.");
        int[] counts = new int[samples.Classes];
        for (int i = 0; i < samples.Count; i++)
        {
            int label = SampleSource.RequireLabel(i, samples.LabelOf(i), samples.Format, nameof(samples));
            if (!samples.Format.Ignores(label)) counts[label]++;
        }

        int all = counts.Sum();
        return [.. counts.Select(count => count == 0 ? 0 : (float)(all / ((double)counts.Length * count)))];
    }
}
