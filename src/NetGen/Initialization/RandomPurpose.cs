namespace NetGen.Initialization;

/// <summary>What random numbers are drawn for: the highest four bits of the counter, so that one seed serves all purposes without overlap.</summary>
internal static class RandomPurpose
{
    /// <summary>Initial values. Counter: element / 4; attempt; parameter; this.</summary>
    public const uint Parameters = 0x10000000;

    /// <summary>
    /// What layers draw in training: masks, noise. Counter: block of elements; sample; step's low word; this with 12 bits of layer and 16 more of
    /// step.
    /// </summary>
    public const uint Dropout = 0x20000000;

    /// <summary>The order of samples in an epoch. Counter: position / 2; 0; epoch; this.</summary>
    public const uint Shuffle = 0x30000000;

    /// <summary>Drawn digits. Counter: draw / 4; image; 0; this.</summary>
    public const uint Digits = 0x40000000;

    /// <summary>Samples drawn with replacement. Counter: place in the epoch; 0; epoch; this.</summary>
    public const uint Sampling = 0x50000000;

    /// <summary>Changes of samples on the way. Counter: draw / 4; sample; epoch; this with the change's place among others.</summary>
    public const uint Transformation = 0x60000000;

    /// <summary>Tokens that are chosen. Counter: step's low word; its high word; 0; this.</summary>
    public const uint Generation = 0x70000000;

    /// <summary>What layers draw beside <see cref="Dropout"/>: counted like it, for streams of numbers from 4,096 on.</summary>
    public const uint SecondDropout = 0x80000000;

    private const int Layers = 1 << 12;

    /// <summary>The highest word of the counter for what a layer draws in a step.</summary>
    /// <param name="stream">Index of the layer, below 4,096; or that of a second stream, below 8,192.</param>
    /// <param name="step">Steps taken before; below 2^48.</param>
    public static uint OfLayer(int stream, long step)
        => (stream < Layers ? Dropout : SecondDropout) | ((uint)(stream % Layers) << 16) | (uint)((step >> 32) & 0xFFFF);
}
