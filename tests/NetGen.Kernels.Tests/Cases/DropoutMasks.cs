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
    public Tensor Draw(int[] shape)
    {
        var mask = new Tensor(shape);
        int channels = mask.Channels;
        int pitch = channels <= 4 ? 4 : channels <= 8 ? 8 : (channels + 15) / 16 * 16;
        var drawn = new float[mask.Height * mask.Width * pitch];
        for (int n = 0; n < mask.Samples; n++)
        {
            DropoutMask.Fill(ref drawn[0], drawn.Length, (float)rate, seed: 0, layer, step: 0, n);
            for (int y = 0; y < mask.Height; y++)
                for (int x = 0; x < mask.Width; x++)
                    for (int c = 0; c < channels; c++)
                        mask[n, y, x, c] = drawn[(((y * mask.Width) + x) * pitch) + c] == 0 ? 0 : 1;
        }

        return mask;
    }
}
