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

    /// <summary>The highest word of the counter for what a layer draws in a step.</summary>
    public static uint OfLayer(int layer, long step) => Dropout | ((uint)layer << 16) | (uint)((step >> 32) & 0xFFFF);
}
