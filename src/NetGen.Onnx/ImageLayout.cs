namespace NetGen.Onnx;

/// <summary>How a model's inputs and outputs have images. Inside it has them channels first, as ONNX' operators want them.</summary>
public enum ImageLayout
{
    /// <summary>[N, height, width, channels], as the network's own methods have them: the numbers that they take, and give, fit as they are.</summary>
    ChannelsLast,

    /// <summary>[N, channels, height, width], as PyTorch's models have them. Vectors and sequences are the same in both.</summary>
    ChannelsFirst,
}
