namespace NetGen.SignalAccuracy;

/// <summary>Batches with exactly the statistics that predictions assume of the declared input.</summary>
internal static class NormalInputs
{
    /// <summary>What predictions assume of two pixels of a channel.</summary>
    private const double PixelCorrelation = 0.5;

    /// <summary>Normal values; those of one channel of an image have a part in common, so that any two correlate by one half.</summary>
    public static float[] Create(NetworkInfo info, double mean, double std, int batch, ulong seed)
    {
        int channels = info.InputShape[^1];
        int positions = info.InputSize / channels;
        bool isImage = info.InputShape.Count == 3;
        double own = Math.Sqrt(isImage ? 1 - PixelCorrelation : 1);
        double common = Math.Sqrt(isImage ? PixelCorrelation : 0);
        RandomValues random = new(seed);
        float[] inputs = new float[batch * info.InputSize];
        double[] shared = new double[channels];
        for (int sample = 0; sample < batch; sample++)
        {
            for (int channel = 0; channel < channels; channel++) shared[channel] = random.NextNormal();
            for (int position = 0; position < positions; position++)
            {
                for (int channel = 0; channel < channels; channel++)
                {
                    inputs[(((sample * positions) + position) * channels) + channel] = (float)(mean + (std * ((own * random.NextNormal()) + (common * shared[channel]))));
                }
            }
        }

        return inputs;
    }

    /// <summary>Labels that know nothing of the inputs.</summary>
    public static int[] CreateLabels(int classes, int batch, ulong seed)
    {
        RandomValues random = new(seed);
        return [.. Enumerable.Range(0, batch).Select(_ => (int)(random.NextUniform() * classes))];
    }

    /// <summary>Targets of mean 0 and variance 1.</summary>
    public static float[] CreateTargets(int size, int batch, ulong seed)
    {
        RandomValues random = new(seed);
        return [.. Enumerable.Range(0, size * batch).Select(_ => (float)random.NextNormal())];
    }
}
