namespace NetGen.Kernels.Tests.Reference;

/// <summary>A layer whose every value is one of its input, or 0: its definition says where each comes from, and its gradient goes back there.</summary>
internal abstract class ArrangementLayer : SingleInputLayer
{
    /// <summary>Height, width and channels of the result.</summary>
    protected abstract (int Height, int Width, int Channels) OutputShape(Tensor input);

    /// <summary>Where the value at row y, column x and channel c of the result stands in the input; it may lie outside, and is 0 then.</summary>
    protected abstract (int Row, int Column, int Channel) Source(Tensor input, int y, int x, int c);

    protected override Tensor Forward(Tensor input, bool training)
    {
        (int height, int width, int channels) = OutputShape(input);
        var output = new Tensor(input.Samples, height, width, channels);
        foreach ((int n, int y, int x, int c) in Places(output))
        {
            (int row, int column, int channel) = Source(input, y, x, c);
            if (IsInside(input, row, column)) output[n, y, x, c] = input[n, row, column, channel];
        }

        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dinput = input.ZerosLike();
        foreach ((int n, int y, int x, int c) in Places(output))
        {
            (int row, int column, int channel) = Source(input, y, x, c);
            if (IsInside(input, row, column)) dinput[n, row, column, channel] += doutput[n, y, x, c];
        }

        return dinput;
    }

    private static bool IsInside(Tensor input, int row, int column) => row >= 0 && row < input.Height && column >= 0 && column < input.Width;

    private static IEnumerable<(int N, int Y, int X, int C)> Places(Tensor tensor)
    {
        for (int n = 0; n < tensor.Samples; n++)
            for (int y = 0; y < tensor.Height; y++)
                for (int x = 0; x < tensor.Width; x++)
                    for (int c = 0; c < tensor.Channels; c++)
                        yield return (n, y, x, c);
    }
}

/// <summary>Zeros around an image.</summary>
internal sealed class ZeroPadding2D(int top, int bottom, int left, int right) : ArrangementLayer
{
    protected override (int Height, int Width, int Channels) OutputShape(Tensor input) => (top + input.Height + bottom, left + input.Width + right, input.Channels);

    protected override (int Row, int Column, int Channel) Source(Tensor input, int y, int x, int c) => (y - top, x - left, c);
}

/// <summary>An image without its border.</summary>
internal sealed class Cropping2D(int top, int bottom, int left, int right) : ArrangementLayer
{
    protected override (int Height, int Width, int Channels) OutputShape(Tensor input) => (input.Height - top - bottom, input.Width - left - right, input.Channels);

    protected override (int Row, int Column, int Channel) Source(Tensor input, int y, int x, int c) => (y + top, x + left, c);
}

/// <summary>Each pixel as a block of equal ones.</summary>
internal sealed class UpSampling2D(int height, int width) : ArrangementLayer
{
    protected override (int Height, int Width, int Channels) OutputShape(Tensor input) => (input.Height * height, input.Width * width, input.Channels);

    protected override (int Row, int Column, int Channel) Source(Tensor input, int y, int x, int c) => (y / height, x / width, c);
}

/// <summary>Channels as blocks of pixels, as PyTorch's nn.PixelShuffle has them: channel c * r * r + i * r + j is pixel (i, j) of a block of channel c.</summary>
internal sealed class PixelShuffle(int factor) : ArrangementLayer
{
    protected override (int Height, int Width, int Channels) OutputShape(Tensor input) => (input.Height * factor, input.Width * factor, input.Channels / (factor * factor));

    protected override (int Row, int Column, int Channel) Source(Tensor input, int y, int x, int c)
        => (y / factor, x / factor, (c * factor * factor) + (y % factor * factor) + (x % factor));
}

/// <summary>The same values under another shape, channels last.</summary>
internal sealed class Reshape(int height, int width, int channels) : ArrangementLayer
{
    protected override (int Height, int Width, int Channels) OutputShape(Tensor input) => (height, width, channels);

    protected override (int Row, int Column, int Channel) Source(Tensor input, int y, int x, int c)
    {
        int index = (((y * width) + x) * channels) + c;
        return (index / (input.Width * input.Channels), index / input.Channels % input.Width, index % input.Channels);
    }
}

/// <summary>Axes exchanged: axis i of the result is axis <c>axes[i]</c> of the input; rows, columns and channels are 1, 2 and 3.</summary>
internal sealed class Permute(int[] axes) : ArrangementLayer
{
    protected override (int Height, int Width, int Channels) OutputShape(Tensor input) => (input.Shape[axes[0]], input.Shape[axes[1]], input.Shape[axes[2]]);

    protected override (int Row, int Column, int Channel) Source(Tensor input, int y, int x, int c)
    {
        int[] place = new int[4];
        (place[axes[0]], place[axes[1]], place[axes[2]]) = (y, x, c);
        return (place[1], place[2], place[3]);
    }
}
