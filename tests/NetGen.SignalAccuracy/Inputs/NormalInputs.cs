namespace NetGen.SignalAccuracy;

/// <summary>Batches with exactly the statistics that predictions assume of the declared input.</summary>
/// <param name="Correlation">Of two pixels of an image side by side; two that are r apart correlate by its r-th power.</param>
internal sealed record NormalInputs(double Correlation) : InputSource
{
    public override string Description => Correlation == 0 ? "noise" : FormattableString.Invariant($"normal, neighbours correlate by {Correlation}");

    public override bool IsAsAssumed => true;

    public override float[] Create(NetworkInfo info, double mean, double std, int batch, ulong seed)
    {
        bool isImage = info.InputShape.Count == 3;
        int channels = isImage ? info.InputShape[2] : 1;
        int positions = info.InputSize / channels;
        double[]? factor = isImage && Correlation > 0 ? NormalField.Factor(info.InputShape[0], info.InputShape[1], Correlation) : null;
        RandomValues random = new(seed);
        float[] inputs = new float[batch * info.InputSize];
        double[] own = new double[positions];
        for (int plane = 0; plane < batch * channels; plane++)
        {
            for (int position = 0; position < positions; position++) own[position] = random.NextNormal();
            int first = (plane / channels * info.InputSize) + (plane % channels);
            for (int position = 0; position < positions; position++)
            {
                inputs[first + (position * channels)] = (float)(mean + (std * (factor is null ? own[position] : NormalField.At(factor, own, position))));
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
