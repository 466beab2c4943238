namespace NetGen.SignalAccuracy;

/// <summary>Noise that a Gaussian has blurred: like photographs out of focus, not like what predictions assume.</summary>
/// <param name="Blur">The Gaussian's standard deviation in pixels.</param>
internal sealed record SmoothInputs(double Blur) : InputSource
{
    public override string Description => FormattableString.Invariant($"noise blurred over {Blur} pixels");

    public override float[] Create(NetworkInfo info, double mean, double std, int batch, ulong seed)
    {
        (int height, int width, int channels) = (info.InputShape[0], info.InputShape[1], info.InputShape[2]);
        int reach = (int)Math.Ceiling(4 * Blur);
        double[] kernel = [.. Enumerable.Range(-reach, (2 * reach) + 1).Select(offset => Math.Exp(-offset * offset / (2 * Blur * Blur)))];
        double size = kernel.Sum(static value => value * value);
        RandomValues random = new(seed);
        float[] inputs = new float[batch * info.InputSize];
        for (int plane = 0; plane < batch * channels; plane++)
        {
            // Noise around the image too, so that borders are as smooth as the middle.
            int wide = width + (2 * reach);
            double[] noise = [.. Enumerable.Range(0, (height + (2 * reach)) * wide).Select(_ => random.NextNormal())];
            double[] lines = new double[(height + (2 * reach)) * width];
            for (int i = 0; i < lines.Length; i++) lines[i] = kernel.Select((weight, tap) => weight * noise[(i / width * wide) + (i % width) + tap]).Sum();
            int first = (plane / channels * info.InputSize) + (plane % channels);
            for (int i = 0; i < height * width; i++)
            {
                double value = kernel.Select((weight, tap) => weight * lines[i + (tap * width)]).Sum() / size;
                inputs[first + (i * channels)] = (float)(mean + (std * value));
            }
        }

        return inputs;
    }
}
