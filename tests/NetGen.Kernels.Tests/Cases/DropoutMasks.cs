using NetGen.Kernels.Tests.Reference;
using NetGen.Runtime;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>
/// The masks that a layer draws in the first step of a trainer with seed 0. An element's random number is keyed by its place in memory,
/// where the channels of each pixel are padded to 4, 8 or a multiple of 16 (docs/architecture.md).
/// </summary>
/// <param name="layer">The layer's index.</param>
internal sealed class DropoutMasks(double rate, int layer)
{
    /// <summary>A fate for each value: 1 where it stays, 0 where it is dropped.</summary>
    public Tensor Draw(int[] shape) => Draw(shape, static (place, _) => place);

    /// <summary>A fate for each channel: that of the first pixel.</summary>
    public Tensor DrawChannels(int[] shape) => Draw(shape, static (_, channel) => channel);

    /// <summary>A fate for each sample: that of its first value.</summary>
    public Tensor DrawSamples(int[] shape) => Draw(shape, static (_, _) => 0);

    /// <summary>A fate for each weight of attention, [sample][head][query][key]: a row of keys for each query.</summary>
    public Tensor DrawWeights(int[] shape)
    {
        var mask = new Tensor(shape);
        var drawn = new float[shape[3]];
        for (int n = 0; n < shape[0]; n++)
            for (int row = 0; row < shape[1] * shape[2]; row++)
            {
                DropoutMask.FillRow(ref drawn[0], drawn.Length, row, drawn.Length, (float)rate, seed: 0, layer, step: 0, n);
                for (int key = 0; key < shape[3]; key++) mask[n, row / shape[2], row % shape[2], key] = drawn[key] == 0 ? 0 : 1;
            }

        return mask;
    }

    /// <summary>Standard normal numbers.</summary>
    public Tensor DrawNormal(int[] shape)
        => Spread(shape, static (place, _) => place, (drawn, sample) => NormalNoise.Fill(ref drawn[0], drawn.Length, 0, 1, seed: 0, layer, step: 0, sample), value => value);

    private Tensor Draw(int[] shape, Func<int, int, int> source) => Spread(
        shape,
        source,
        (drawn, sample) => DropoutMask.Fill(ref drawn[0], drawn.Length, (float)rate, seed: 0, layer, step: 0, sample),
        static value => value == 0 ? 0 : 1);

    /// <param name="source">The place in memory from the value's own and from its channel.</param>
    private static Tensor Spread(int[] shape, Func<int, int, int> source, Action<float[], int> fill, Func<float, double> convert)
    {
        var mask = new Tensor(shape);
        int channels = mask.Channels;
        int pitch = channels <= 4 ? 4 : channels <= 8 ? 8 : (channels + 15) / 16 * 16;
        var drawn = new float[mask.Height * mask.Width * pitch];
        for (int n = 0; n < mask.Samples; n++)
        {
            fill(drawn, n);
            for (int y = 0; y < mask.Height; y++)
                for (int x = 0; x < mask.Width; x++)
                    for (int c = 0; c < channels; c++)
                        mask[n, y, x, c] = convert(drawn[source((((y * mask.Width) + x) * pitch) + c, c)]);
        }

        return mask;
    }
}
