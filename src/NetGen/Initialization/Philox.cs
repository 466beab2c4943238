using System.Runtime.CompilerServices;

namespace NetGen.Initialization;

/// <summary>
/// Philox4x32-10: counter-based random numbers (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011).
/// The words depend on key and counter alone, so any element of any stream can be drawn at any time, by any thread, on any machine.
/// </summary>
/// <remarks>
/// What is keyed and counted how is part of the file format of checkpoints and of the promise that a seed means the same weights for
/// ever: <see cref="StreamVersion"/> would have to change with it.
/// </remarks>
public static class Philox
{
    /// <summary>Version of the way seeds, streams and elements are turned into numbers.</summary>
    public const int StreamVersion = 1;

    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>Four words of random bits.</summary>
    /// <param name="key">Which sequence: a seed.</param>
    /// <param name="counter0">Lowest word of the 128-bit counter: where in the sequence.</param>
    /// <param name="counter1">Second word of the counter.</param>
    /// <param name="counter2">Third word of the counter.</param>
    /// <param name="counter3">Highest word of the counter.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxBlock Generate(ulong key, uint counter0, uint counter1, uint counter2, uint counter3)
    {
        uint key0 = (uint)key;
        uint key1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * counter0;
            ulong product1 = (ulong)Multiplier1 * counter2;
            counter0 = (uint)(product1 >> 32) ^ counter1 ^ key0;
            counter1 = (uint)product1;
            counter2 = (uint)(product0 >> 32) ^ counter3 ^ key1;
            counter3 = (uint)product0;
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return new(counter0, counter1, counter2, counter3);
    }

    /// <summary>The same for several counters at once, lane by lane.</summary>
    /// <typeparam name="TLanes">A vector of words.</typeparam>
    /// <param name="key">Which sequence: a seed.</param>
    /// <param name="counter0">Lowest words of the counters; becomes the first words of the result.</param>
    /// <param name="counter1">Second words.</param>
    /// <param name="counter2">Third words.</param>
    /// <param name="counter3">Highest words.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Generate<TLanes>(ulong key, ref TLanes counter0, ref TLanes counter1, ref TLanes counter2, ref TLanes counter3)
        where TLanes : struct, IPhiloxLanes<TLanes>
    {
        uint key0 = (uint)key;
        uint key1 = (uint)(key >> 32);
        TLanes multiplier0 = TLanes.Broadcast(Multiplier0);
        TLanes multiplier1 = TLanes.Broadcast(Multiplier1);
        TLanes word0 = counter0, word1 = counter1, word2 = counter2, word3 = counter3;
        for (int round = 0; round < Rounds; round++)
        {
            TLanes product0 = TLanes.Multiply(multiplier0, word0);
            TLanes product1 = TLanes.Multiply(multiplier1, word2);
            word0 = TLanes.High(product1) ^ word1 ^ TLanes.Broadcast(key0);
            word1 = product1;
            word2 = TLanes.High(product0) ^ word3 ^ TLanes.Broadcast(key1);
            word3 = product0;
            key0 += Weyl0;
            key1 += Weyl1;
        }

        (counter0, counter1, counter2, counter3) = (word0, word1, word2, word3);
    }
}

/// <summary>Four words of random bits, in the order of the generator's output.</summary>
/// <param name="Word0">First word.</param>
/// <param name="Word1">Second word.</param>
/// <param name="Word2">Third word.</param>
/// <param name="Word3">Fourth word.</param>
public readonly record struct PhiloxBlock(uint Word0, uint Word1, uint Word2, uint Word3)
{
    /// <summary>Word number <paramref name="index"/> modulo 4.</summary>
    public uint this[int index] => (index & 3) switch
    {
        0 => Word0,
        1 => Word1,
        2 => Word2,
        _ => Word3,
    };
}
