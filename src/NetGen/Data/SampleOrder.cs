using NetGen.Initialization;

namespace NetGen.Data;

/// <summary>The order in which an epoch takes the samples: a permutation that depends on seed and epoch alone.</summary>
internal static class SampleOrder
{
    /// <summary>In the place of an epoch: the order in which samples are divided into parts, which is none of an epoch's.</summary>
    public const int Division = -1;

    /// <summary>Fisher and Yates, each place drawn from 64 bits, so that the bias is below the count over 2^64.</summary>
    public static void Fill(Span<int> order, ulong seed, int epoch)
    {
        for (int i = 0; i < order.Length; i++) order[i] = i;
        for (int last = order.Length - 1; last > 0; last--)
        {
            PhiloxBlock words = Philox.Generate(seed, (uint)last / 2, 0, (uint)epoch, RandomPurpose.Shuffle);
            bool isOdd = (last & 1) != 0;
            ulong draw = isOdd ? words.Word2 | ((ulong)words.Word3 << 32) : words.Word0 | ((ulong)words.Word1 << 32);
            int chosen = (int)Math.BigMul(draw, (ulong)last + 1, out _);
            (order[last], order[chosen]) = (order[chosen], order[last]);
        }
    }
}
