using static TorchSharp.torch;

namespace NetGen.Benchmarks.Torch;

/// <summary>
/// How images and kernels lie in memory. TorchSharp has no argument for it, and needs none: libtorch takes the order from strides, which a
/// permutation of contiguous memory has.
/// </summary>
internal sealed class Layout
{
    private readonly bool _isChannelsLast;

    private Layout(string name, bool isChannelsLast)
    {
        Name = name;
        _isChannelsLast = isChannelsLast;
    }

    /// <summary>No images.</summary>
    public static Layout Rows { get; } = new("rows", isChannelsLast: false);

    /// <summary>Channel by channel.</summary>
    public static Layout ChannelsFirst { get; } = new("nchw", isChannelsLast: false);

    /// <summary>Pixel by pixel.</summary>
    public static Layout ChannelsLast { get; } = new("channels_last", isChannelsLast: true);

    /// <summary>The variant's name in reports.</summary>
    public string Name { get; }

    /// <summary>A copy, in memory as the layout has it.</summary>
    public Tensor Place(Tensor tensor)
    {
        using Tensor detached = tensor.detach();
        if (!_isChannelsLast || tensor.dim() != 4) return detached.contiguous().clone();
        using Tensor pixels = detached.permute(0, 2, 3, 1).contiguous().clone();
        return pixels.permute(0, 3, 1, 2);
    }
}
