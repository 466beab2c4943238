using NetGen.Data;

namespace NetGen_App._1;

/// <summary>What the network is trained and tested with: digits that the library draws. Put your own here.</summary>
public static class Samples
{
    /// <summary>To train with.</summary>
    public static Dataset Train() => DrawnDigits.Create(10_000, seed: 1);

    /// <summary>To test with: none of them is among those for training.</summary>
    public static Dataset Test() => DrawnDigits.Create(2_000, seed: 2);
}
