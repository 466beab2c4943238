using System.Globalization;

namespace NetGen.Data;

/// <summary>Parts of sources: for training and testing, and for cross-validation. None of them copies a sample.</summary>
public static class SampleSplitting
{
    /// <summary>The samples of these indices, in their order; an index may stand more than once.</summary>
    /// <exception cref="ArgumentException">There is no sample of an index.</exception>
    public static SampleSource Select(this SampleSource source, IEnumerable<int> indices)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(indices);
        return new SampleSelection(source, [.. indices]);
    }

    /// <summary>Samples <paramref name="start"/> to <paramref name="start"/> + <paramref name="count"/> - 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public static SampleSource Slice(this SampleSource source, int start, int count)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, source.Count - start);
        return new SampleSelection(source, [.. Enumerable.Range(start, count)]);
    }

    /// <summary>
    /// Two parts, drawn at random: every sample is in one of them. Of samples with labels each class is divided by itself, so that both parts have all classes
    /// in nearly the same shares.
    /// </summary>
    /// <param name="source">The samples.</param>
    /// <param name="share">The share of the first part, between 0 and 1.</param>
    /// <param name="seed">Another one, another division.</param>
    /// <param name="stratified">Whether to divide each class by itself; of no meaning for samples with target values.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    public static (SampleSource First, SampleSource Second) Split(this SampleSource source, double share, ulong seed = 0, bool stratified = true)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!(share is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "Expected a share between 0 and 1.");
        List<int> first = [];
        List<int> second = [];
        double owed = 0; // what rounding has kept from the first part so far: the parts as wholes have the shares asked for
        foreach (int[] stratum in Strata(source, seed, stratified))
        {
            owed += share * stratum.Length;
            int count = (int)Math.Round(owed, MidpointRounding.AwayFromZero);
            count = Math.Clamp(count, 0, stratum.Length);
            owed -= count;
            first.AddRange(stratum[..count]);
            second.AddRange(stratum[count..]);
        }

        return (new SampleSelection(source, Sorted(first)), new SampleSelection(source, Sorted(second)));
    }

    /// <summary>
    /// The parts of a cross-validation: each sample is in the test part of one fold and in the training part of all others. Of samples with labels each class
    /// is divided by itself.
    /// </summary>
    /// <param name="source">The samples.</param>
    /// <param name="folds">How many, 2 or more, but not more than there are samples.</param>
    /// <param name="seed">Another one, another division.</param>
    /// <param name="stratified">Whether to divide each class by itself; of no meaning for samples with target values.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds, or more than samples.</exception>
    public static IReadOnlyList<(SampleSource Train, SampleSource Test)> Folds(this SampleSource source, int folds, ulong seed = 0, bool stratified = true)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (folds < 2 || folds > source.Count)
            throw new ArgumentOutOfRangeException(nameof(folds), folds, string.Create(CultureInfo.InvariantCulture, $"Expected 2 to {source.Count}, the number of samples."));
        int[] foldOf = new int[source.Count];
        int next = 0;
        foreach (int[] stratum in Strata(source, seed, stratified))
        {
            foreach (int index in stratum) foldOf[index] = next++ % folds;
        }

        return
        [
            .. Enumerable.Range(0, folds).Select(fold => ((SampleSource)new SampleSelection(source, Where(part => part != fold)), (SampleSource)new SampleSelection(source, Where(part => part == fold)))),
        ];

        int[] Where(Func<int, bool> isChosen) => [.. Enumerable.Range(0, foldOf.Length).Where(index => isChosen(foldOf[index]))];
    }

    /// <summary>All samples, or the samples of each class, in an order drawn at random.</summary>
    private static IEnumerable<int[]> Strata(SampleSource source, ulong seed, bool stratified)
    {
        int[] order = new int[source.Count];
        SampleOrder.Fill(order, seed, SampleOrder.Division);
        if (!stratified || !source.HasLabels) return [order];
        return order.GroupBy(source.LabelOf).OrderBy(static group => group.Key).Select(static group => group.ToArray());
    }

    private static int[] Sorted(List<int> indices)
    {
        indices.Sort();
        return [.. indices];
    }
}
