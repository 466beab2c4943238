using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

using NetGen.Initialization;

namespace NetGen.Distributed.Tests.Ranks;

/// <summary>The calls of a group, of awkward sizes, against what each rank can work out by itself, since it knows what the others say.</summary>
internal static class SumRun
{
    public static int Run(MpiProcessGroup group, RankSettings settings)
    {
        // Libraries have their own ideas about signals; .NET's exceptions must survive them.
        string? nothing = null;
        try
        {
            Console.WriteLine(Later(nothing).Length);
            return 3;
        }
        catch (NullReferenceException)
        {
        }

        int part = settings.Mpi.PartSize;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (int length in new[] { 0, 1, 2, group.Size, group.Size + 1, 31, part - 1, part, part + 1, (3 * part) + 7, (2 * part) - group.Size })
        {
            RequireGathered(group, length);
            RequireBroadcast(group, length);
            hash.AppendData(MemoryMarshal.AsBytes<float>(RequireSum(group, length, settings.Mpi.Order)));
        }

        byte[] own = hash.GetHashAndReset();
        byte[] all = new byte[own.Length * group.Size];
        group.AllGather(own, all);
        for (int rank = 0; rank < group.Size; rank++) Require(all.AsSpan(rank * own.Length, own.Length).SequenceEqual(own),
            $"rank {rank} has another sum than rank {group.Rank}");
        if (group.Rank == 0) Console.WriteLine($"{group.Size} ranks, {group.LocalSize} here, {group.Library}\nbits {Convert.ToHexString(own)}");
        return 0;
    }

    private static string Later(string? text) => text!;

    private static void RequireGathered(MpiProcessGroup group, int length)
    {
        byte[] all = new byte[length * group.Size];
        group.AllGather(Bytes(length, group.Rank), all);
        byte[] expected = [.. Enumerable.Range(0, group.Size).SelectMany(rank => Bytes(length, rank))];
        Require(all.AsSpan().SequenceEqual(expected), $"{length} gathered bytes are others");
    }

    private static void RequireBroadcast(MpiProcessGroup group, int length)
    {
        byte[] values = Bytes(length, group.Rank);
        group.Broadcast(values);
        Require(values.AsSpan().SequenceEqual(Bytes(length, 0)), $"{length} broadcast bytes are others");
    }

    private static float[] RequireSum(MpiProcessGroup group, int length, SumOrder order)
    {
        double[] weights = [.. Enumerable.Range(0, group.Size).Select(rank => (rank + 1.0) / 7)];
        float[] sum = Values(length, group.Rank);
        group.Sum(sum, weights);
        float[][] all = [.. Enumerable.Range(0, group.Size).Select(rank => Values(length, rank))];
        for (int i = 0; i < length; i++)
        {
            double expected = 0;
            for (int rank = 0; rank < group.Size; rank++) expected += weights[rank] * all[rank][i];
            bool isRight = order == SumOrder.ByRank ? sum[i].Equals((float)expected)
                : Math.Abs(sum[i] - expected) <= 1e-6 * Enumerable.Range(0, group.Size).Sum(rank => Math.Abs(weights[rank] * all[rank][i]));
            Require(isRight, string.Create(CultureInfo.InvariantCulture, $"value {i} of {length} is {sum[i]:R} and not {expected:R}"));
        }

        return sum;
    }

    private static byte[] Bytes(int count, int rank) => [.. Enumerable.Range(0, count).Select(i => (byte)((i * 31) + (rank * 101) + (i >> 8)))];

    /// <summary>Of sizes that differ by many powers of two, so that another order gives other bits.</summary>
    private static float[] Values(int count, int rank)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            PhiloxBlock words = Philox.Generate((ulong)rank, (uint)i, (uint)count, 0, 0);
            values[i] = (float)(((words.Word0 / (double)uint.MaxValue) - 0.5) * Math.Pow(2, (words.Word1 % 120) - 60.0));
        }

        return values;
    }

    private static void Require(bool isSo, string otherwise)
    {
        if (!isSo) throw new InvalidOperationException(otherwise);
    }
}
