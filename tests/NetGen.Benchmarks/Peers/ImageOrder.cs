namespace NetGen.Benchmarks.Peers;

/// <summary>The order of an image's values: NetGen has channels last, the peers' files have them first.</summary>
internal static class ImageOrder
{
    /// <summary>Reorders samples; vectors stay as they are.</summary>
    /// <param name="values">Samples of height x width x channels.</param>
    /// <param name="shape">Channels, height, width; or features.</param>
    public static Span<float> ToChannelsFirst(float[] values, IReadOnlyList<int> shape)
    {
        if (shape.Count != 3) return values;
        int channels = shape[0];
        int pixels = shape[1] * shape[2];
        var result = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int sample = i / (pixels * channels);
            int pixel = i / channels % pixels;
            int channel = i % channels;
            result[(((sample * channels) + channel) * pixels) + pixel] = values[i];
        }

        return result;
    }
}
