using NetGen.Initialization;

namespace MnistSample;

/// <summary>The order in which a pass takes the images: the same on every machine for the same seed, another in every pass.</summary>
internal static class ShuffledOrder
{
    /// <summary>Puts 0 to order.Length - 1 into a random order (Fisher and Yates).</summary>
    public static void Fill(Span<int> order, ulong seed, int epoch)
    {
        for (int index = 0; index < order.Length; index++) order[index] = index;
        for (int last = order.Length - 1; last > 0; last--)
        {
            // The high half of word x count is uniform over 0 to last, but for a bias of at most count / 2^32.
            uint word = Philox.Generate(seed, (uint)last, (uint)epoch, 0, 0).Word0;
            int other = (int)(((ulong)word * (uint)(last + 1)) >> 32);
            (order[last], order[other]) = (order[other], order[last]);
        }
    }
}
