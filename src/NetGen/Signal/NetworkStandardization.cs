using NetGen.Data;
using NetGen.Runtime;

namespace NetGen;

/// <summary>Sets the statistics of <c>[Standardize]</c> layers.</summary>
public static class NetworkStandardization
{
    /// <summary>Samples that are looked at together.</summary>
    private const int Chunk = 256;

    /// <summary>
    /// Gives every <c>[Standardize]</c> layer the mean of what it reads, channel by channel, and 1 over its standard deviation, over samples and
    /// positions; a channel that is the same everywhere keeps a scale of 1. Layers are set one after the other, each on what those before it make of
    /// the samples.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">At least one; what training will use.</param>
    /// <exception cref="ArgumentException">
    /// The samples do not fit the network, there are none, or values are not finite. Layers that come before are set, others are as they were.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The network has no such layer, or one with an activation right behind it that works in its place.
    /// </exception>
    public static void Standardize<TNetwork>(this TNetwork network, SampleSource samples)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        NetworkInfo info = TNetwork.Info;
        string[] layers = [.. info.Layers.Where(static layer => layer.Kind == "Standardize").Select(static layer => layer.Name)];
        if (layers.Length == 0) throw new InvalidOperationException($"{info.Name} has no [Standardize] layer.");
        if (samples.InputSize != info.InputSize) throw new ArgumentException($"The samples have {Words.Count(samples.InputSize, "value")}; {info.Name} takes {info.InputSize}.", nameof(samples));
        if (samples.Count == 0) throw new ArgumentException("There are no samples.", nameof(samples));
        foreach (string layer in layers) Standardize(network, layer, samples);
    }

    private static void Standardize<TNetwork>(TNetwork network, string layer, SampleSource samples)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ParameterInfo parameter = TNetwork.Info.Parameters.First(candidate => string.Equals(candidate.Name, layer + ".mean", StringComparison.Ordinal));
        int channels = parameter.Count;

        (float[] means, float[] scales) = (new float[channels], new float[channels]);
        network.CopyParameter(layer + ".mean", means);
        network.CopyParameter(layer + ".scale", scales);
        try
        {
            ChannelStatistics statistics = Measure(network, layer, channels, samples);
            (means, scales) = (statistics.Means(parameter.Layout), statistics.Scales(parameter.Layout));
        }
        finally
        {
            network.SetParameter(layer + ".mean", means);
            network.SetParameter(layer + ".scale", scales);
        }
    }

    private static ChannelStatistics Measure<TNetwork>(TNetwork network, string layer, int channels, SampleSource samples)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        // With these it hands on what it reads.
        network.SetParameter(layer + ".mean", new float[channels]);
        network.SetParameter(layer + ".scale", Ones(channels));
        var statistics = new ChannelStatistics(channels);
        int first = 0;
        while (first < samples.Count)
        {
            // What is left over is not worth a pass, and may be too little for one.
            int count = samples.Count - first < 2 * Chunk ? samples.Count - first : Chunk;
            var buffer = new SampleBuffer(samples.Format, count);
            buffer.Fill(samples, first, count, default);
            NetworkProbe probe = network.Probe(buffer.Inputs);
            if (!probe.Layers.Contains(layer)) throw new InvalidOperationException($"What {layer} reads is not kept, as the activation behind it works in its place. Put a layer with weights behind it.");
            statistics.Add(probe.Activation(layer));
            first += count;
        }

        return statistics.AreFinite ? statistics : throw new ArgumentException($"{layer} reads values that are not finite.", nameof(samples));
    }

    private static float[] Ones(int count)
    {
        float[] ones = new float[count];
        Array.Fill(ones, 1f);
        return ones;
    }

    /// <summary>Mean and sum of squared distances from it, of each channel, brought up to date part by part (Chan, Golub and LeVeque 1979).</summary>
    private sealed class ChannelStatistics(int channels)
    {
        private readonly double[] _means = new double[channels];
        private readonly double[] _squares = new double[channels];
        private long _count;

        public bool AreFinite => _means.All(double.IsFinite) && _squares.All(double.IsFinite);

        public void Add(ReadOnlySpan<float> rows)
        {
            int count = rows.Length / channels;
            for (int channel = 0; channel < channels; channel++)
            {
                double mean = 0;
                for (int i = channel; i < rows.Length; i += channels) mean += rows[i];
                mean /= count;
                double squares = 0;
                for (int i = channel; i < rows.Length; i += channels) squares += (rows[i] - mean) * (rows[i] - mean);
                double apart = mean - _means[channel];
                _means[channel] += apart * count / (_count + count);
                _squares[channel] += squares + (apart * apart * _count / (_count + count) * count);
            }

            _count += count;
        }

        public float[] Means(ParameterLayout layout) => InFileOrder(layout, channel => (float)_means[channel]);

        public float[] Scales(ParameterLayout layout) => InFileOrder(layout, channel =>
        {
            // Distances of equal values are what rounding leaves.
            double deviation = Math.Sqrt(_squares[channel] / _count);
            return deviation > 1e-10 * Math.Abs(_means[channel]) && float.IsFinite((float)(1 / deviation)) ? (float)(1 / deviation) : 1f;
        });

        /// <summary>Behind a flattened image memory has values pixel by pixel, files channel by channel.</summary>
        private float[] InFileOrder(ParameterLayout layout, Func<int, float> value)
        {
            float[] values = new float[channels];
            int pixels = layout.Rows * layout.Columns;
            for (int i = 0; i < channels; i++) values[pixels == 1 ? i : (i % layout.Inputs * pixels) + (i / layout.Inputs)] = value(i);
            return values;
        }
    }
}
