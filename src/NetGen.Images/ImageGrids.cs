namespace NetGen.Images;

/// <summary>Makes pictures of what a convolution looks for, and of what it finds.</summary>
public static class ImageGrids
{
    /// <summary>
    /// The filters of a convolution: in colours where each has three channels, as that of a first layer on colour pictures; in grey where it has one;
    /// else a row of grey pictures for each filter, one for each channel.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="layer">The convolution's name.</param>
    /// <param name="scale">What is black, and what is white.</param>
    /// <param name="isShared">Whether all filters have the same scale, so that small weights are pale; else each has its own.</param>
    /// <exception cref="ArgumentException">There is no such layer, or it has no kernels.</exception>
    public static ImageGrid FilterGrid<TNetwork>(this TNetwork network, string layer, ImageScale scale = ImageScale.AboutZero, bool isShared = false)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(layer);
        ParameterInfo weight = TNetwork.Info.Parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, layer + ".weight", StringComparison.Ordinal))
            ?? throw new ArgumentException($"{TNetwork.Info.Name} has no '{layer}.weight'; its parameters are {string.Join(", ", TNetwork.Info.Parameters.Select(static parameter => parameter.Name))}.", nameof(layer));
        if (weight.Shape.Count != 4) throw new ArgumentException($"{weight.Name} has the shape [{string.Join(", ", weight.Shape)}]: it is made of no kernels.", nameof(layer));
        float[] values = new float[weight.Count];
        network.CopyParameter(weight.Name, values);
        (int filters, int channels, int height, int width) = (weight.Shape[0], weight.Shape[1], weight.Shape[2], weight.Shape[3]);
        float[][] kernels = [.. Enumerable.Range(0, filters).Select(filter => ChannelsLast(values.AsSpan(filter * channels * height * width, channels * height * width), channels))];
        Scale(kernels, scale, isShared);
        if (channels is 1 or 3) return ImageGrid.Of(kernels, height, width, channels, Columns(filters));
        return ImageGrid.Of([.. kernels.SelectMany(kernel => Enumerable.Range(0, channels).Select(channel => Channel(kernel, channels, channel)))], height, width, 1, channels);
    }

    /// <summary>What the channels of a layer show for one sample, in grey.</summary>
    /// <param name="probe">What layers put out.</param>
    /// <param name="layer">A layer that puts out an image.</param>
    /// <param name="sample">Which of the probe's samples.</param>
    /// <param name="scale">What is black, and what is white.</param>
    /// <param name="isShared">Whether all channels have the same scale; else each has its own.</param>
    /// <exception cref="ArgumentException">There is no such layer, its output is not kept, or it is no image.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public static ImageGrid FeatureMapGrid(this NetworkProbe probe, string layer, int sample, ImageScale scale = ImageScale.Range, bool isShared = false)
    {
        ArgumentNullException.ThrowIfNull(probe);
        IReadOnlyList<int> shape = probe.ShapeOf(layer);
        if (shape.Count != 3) throw new ArgumentException($"{layer} puts out {string.Join('x', shape)}, which is no image.", nameof(layer));
        float[][] maps = [.. Enumerable.Range(0, shape[2]).Select(channel => probe.FeatureMap(layer, sample, channel))];
        Scale(maps, scale, isShared);
        return ImageGrid.Of(maps, shape[0], shape[1], 1, Columns(maps.Length));
    }

    /// <summary>About as many rows as columns.</summary>
    private static int Columns(int pictures) => (int)Math.Ceiling(Math.Sqrt(pictures));

    private static void Scale(float[][] pictures, ImageScale scale, bool isShared)
    {
        (float Low, float High)[] limits = [.. pictures.Select(picture => Limits(picture, scale))];
        (float Low, float High) all = (limits.Min(static limit => limit.Low), limits.Max(static limit => limit.High));
        for (int i = 0; i < pictures.Length; i++)
        {
            (float low, float high) = isShared ? all : limits[i];
            for (int pixel = 0; pixel < pictures[i].Length; pixel++) pictures[i][pixel] = high > low ? (pictures[i][pixel] - low) / (high - low) : 0.5f;
        }
    }

    private static (float Low, float High) Limits(float[] picture, ImageScale scale)
    {
        if (scale == ImageScale.Range) return (picture.Min(), picture.Max());
        float largest = picture.Max(Math.Abs);
        return (-largest, largest);
    }

    /// <summary>Files have one channel behind the other.</summary>
    private static float[] ChannelsLast(ReadOnlySpan<float> kernel, int channels)
    {
        float[] pixels = new float[kernel.Length];
        int size = kernel.Length / channels;
        for (int i = 0; i < kernel.Length; i++) pixels[(i % size * channels) + (i / size)] = kernel[i];
        return pixels;
    }

    private static float[] Channel(float[] pixels, int channels, int channel) => [.. pixels.Where((_, index) => index % channels == channel)];
}
