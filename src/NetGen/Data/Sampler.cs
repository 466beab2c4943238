using System.Globalization;

using NetGen.Initialization;

namespace NetGen.Data;

/// <summary>
/// Which samples an epoch takes, in which order. An epoch is always as long as there are samples, whether or not some are taken several times.
/// </summary>
public abstract class Sampler
{
    /// <summary>Each sample once, in the order of the data.</summary>
    public static Sampler InOrder { get; } = new OrderedSampler();

    /// <summary>Each sample once, in another order in every epoch.</summary>
    public static Sampler Shuffled { get; } = new ShuffledSampler();

    /// <summary>
    /// Drawn with replacement so that all classes come equally often, however many samples each of them has. For samples with labels; those whose label is ignored never come.
    /// </summary>
    public static Sampler Balanced { get; } = new BalancedSampler();

    /// <summary>Drawn with replacement, each sample as often as its weight says against the others' (PyTorch's WeightedRandomSampler).</summary>
    /// <param name="weights">One for each sample, 0 or more; not all 0.</param>
    /// <exception cref="ArgumentException">A weight is negative or not finite, or all are 0.</exception>
    public static Sampler Weighted(IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return new WeightedSampler([.. weights]);
    }

    private protected Sampler()
    {
    }

    /// <summary>How a checkpoint tells it from others.</summary>
    internal abstract string Description { get; }

    /// <summary>Whether it may take a sample several times in an epoch.</summary>
    internal virtual bool Repeats => false;

    /// <summary>Refuses samples that it cannot draw from.</summary>
    internal virtual void Require(SampleSource samples, string argument)
    {
    }

    /// <summary>Fills an epoch's order.</summary>
    internal abstract void Fill(SampleSource samples, Span<int> order, ulong seed, int epoch);

    /// <summary>Places drawn with replacement, each with a probability in proportion to its weight, which the sums give.</summary>
    private static void Draw(double[] sums, Span<int> order, ulong seed, int epoch)
    {
        int last = Array.IndexOf(sums, sums[^1]); // nothing behind it has any weight
        for (int place = 0; place < order.Length; place++)
        {
            PhiloxBlock words = Philox.Generate(seed, (uint)place, 0, (uint)epoch, RandomPurpose.Sampling);
            double uniform = ((words.Word0 | ((ulong)words.Word1 << 32)) >> 11) * (1.0 / (1L << 53));
            order[place] = FirstAbove(sums, uniform * sums[^1], last);
        }
    }

    /// <summary>The first sum that is above a value, or the last of all.</summary>
    private static int FirstAbove(double[] sums, double value, int last)
    {
        int first = 0;
        while (first < last)
        {
            int middle = (first + last) / 2;
            if (sums[middle] > value) last = middle;
            else first = middle + 1;
        }

        return first;
    }

    private static double[] Sums(IReadOnlyList<double> weights)
    {
        double[] sums = new double[weights.Count];
        double sum = 0;
        for (int i = 0; i < sums.Length; i++) sums[i] = sum += weights[i];
        return sums;
    }

    private sealed class OrderedSampler : Sampler
    {
        internal override string Description => "false"; // what 'Shuffle' was called when there was nothing else

        internal override void Fill(SampleSource samples, Span<int> order, ulong seed, int epoch)
        {
            for (int i = 0; i < order.Length; i++) order[i] = i;
        }
    }

    private sealed class ShuffledSampler : Sampler
    {
        internal override string Description => "true";

        internal override void Fill(SampleSource samples, Span<int> order, ulong seed, int epoch) => SampleOrder.Fill(order, seed, epoch);
    }

    private sealed class BalancedSampler : Sampler
    {
        internal override string Description => "balanced";

        internal override bool Repeats => true;

        internal override void Require(SampleSource samples, string argument)
        {
            if (!samples.HasLabels) throw new ArgumentException("Sampler.Balanced draws by label, and the samples have target values.", argument);
        }

        internal override void Fill(SampleSource samples, Span<int> order, ulong seed, int epoch)
        {
            int[] labels = new int[samples.Count];
            int[] counts = new int[samples.Classes];
            for (int i = 0; i < labels.Length; i++)
            {
                labels[i] = SampleSource.RequireLabel(i, samples.LabelOf(i), samples.Format, nameof(samples));
                if (!samples.Format.Ignores(labels[i])) counts[labels[i]]++;
            }

            double[] sums = Sums([.. labels.Select(label => samples.Format.Ignores(label) ? 0 : 1.0 / counts[label])]);
            if (sums[^1] == 0) throw new ArgumentException("All labels are ignored, so that there is no class to draw from.", nameof(samples));
            Draw(sums, order, seed, epoch);
        }
    }

    private sealed class WeightedSampler : Sampler
    {
        private readonly double[] _sums;

        public WeightedSampler(double[] weights)
        {
            int wrong = Array.FindIndex(weights, static weight => !(weight >= 0 && double.IsFinite(weight)));
            if (wrong >= 0) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The weight of sample {wrong} is {weights[wrong]}; expected a finite number, 0 or more."), nameof(weights));
            _sums = Sums(weights);
            if (_sums.Length == 0 || _sums[^1] == 0) throw new ArgumentException("No sample has a weight above 0.", nameof(weights));
        }

        internal override string Description => string.Create(CultureInfo.InvariantCulture, $"weighted, sum {_sums[^1]:R}");

        internal override bool Repeats => true;

        internal override void Require(SampleSource samples, string argument)
        {
            if (samples.Count != _sums.Length)
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {Words.Count(samples.Count, "sample")}, and {Words.Count(_sums.Length, "weight")} to draw them by."), argument);
        }

        internal override void Fill(SampleSource samples, Span<int> order, ulong seed, int epoch) => Draw(_sums, order, seed, epoch);
    }
}
