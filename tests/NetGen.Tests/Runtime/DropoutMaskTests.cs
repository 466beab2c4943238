using System.Runtime.InteropServices;
using System.Security.Cryptography;

using NetGen.Initialization;
using NetGen.Runtime;

using Xunit;

namespace NetGen.Tests.Runtime;

public class DropoutMaskTests
{
    [Theory]
    [InlineData(0f)]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    [InlineData(0.9f)]
    public void ShareOfZerosIsTheRateAndTheMeanIsOne(float rate)
    {
        const int Count = 1 << 20;
        float[] mask = Fill(Count, rate, seed: 1, layer: 2, step: 3, sample: 4);
        double dropped = mask.Count(value => value == 0) / (double)Count;
        Assert.True(Math.Abs(dropped - rate) <= 5 * Math.Sqrt(rate * (1 - rate) / Count), $"{dropped}");
        Assert.All(mask, value => Assert.True(value == 0 || value == 1f / (1f - rate)));
    }

    [Fact]
    public void EveryLengthIsThePrefixOfTheLongest()
    {
        float[] longest = Fill(300, 0.5f, 1, 2, 3, 4);
        for (int count = 0; count < 300; count++)
        {
            float[] guarded = new float[302];
            Array.Fill(guarded, -1f);
            DropoutMask.Fill(ref guarded[1], count, 0.5f, 1, 2, 3, 4);
            Assert.Equal(longest[..count], guarded[1..(count + 1)]);
            Assert.Equal(-1f, guarded[0]);
            Assert.Equal(-1f, guarded[count + 1]);
        }
    }

    /// <summary>Each row begins with a group of its own of what a sample draws, and is a prefix of its row.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(40, 33)]
    [InlineData(64, 64)]
    [InlineData(65, 64)]
    [InlineData(130, 130)]
    public void RowsAreDrawnByThemselves(int elements, int count)
    {
        int group = (elements + 63) / 64 * 64;
        float[] all = Fill(9 * group, 0.5f, 1, 2, 3, 4);
        for (int row = 0; row < 9; row++)
        {
            float[] guarded = Guarded(count);
            DropoutMask.FillRow(ref guarded[1], count, row, elements, 0.5f, 1, 2, 3, 4);
            Assert.Equal([-1f, .. all.AsSpan(row * group, count), -1f], guarded);
        }
    }

    /// <summary>Numbers of rows far down are those of their own place: products of rows and elements are wider than an int.</summary>
    [Fact]
    public void RowsFarDownAreNoOthers()
    {
        float[] first = new float[4096], second = new float[4096];
        DropoutMask.FillRow(ref first[0], first.Length, 1 << 20, 4096, 0.5f, 1, 2, 3, 4);
        DropoutMask.FillRow(ref second[0], second.Length, 0, 4096, 0.5f, 1, 2, 3, 4);
        AssertIndependent(first, second);
    }

    [Fact]
    public void WhatStaysIsWhatIsAskedFor()
    {
        float[] mask = new float[300];
        DropoutMask.Fill(ref mask[0], mask.Length, 0.5f, 0.75f, 1, 2, 3, 4);
        Assert.Equal(Array.ConvertAll(Fill(300, 0.5f, 1, 2, 3, 4), value => value == 0 ? 0 : 0.75f), mask);
    }

    /// <summary>Channels have the fates of the first pixel's elements, at every pixel and in what is left of one.</summary>
    [Theory]
    [InlineData(4, 4)]
    [InlineData(4, 48)]
    [InlineData(16, 16 * 15)]
    [InlineData(48, 100)]
    [InlineData(8, 4)]
    public void PixelsAreAlikeWhereChannelsAreDropped(int channels, int count)
    {
        float[] first = Fill(channels, 0.5f, 1, 2, 3, 4);
        float[] guarded = new float[count + 2];
        Array.Fill(guarded, -1f);
        DropoutMask.FillChannels(ref guarded[1], count, channels, 0.5f, 1, 2, 3, 4);
        Assert.Equal([-1f, .. Enumerable.Range(0, count).Select(place => first[place % channels]), -1f], guarded);
    }

    [Fact]
    public void SamplesAreDroppedWholeOrNotAtAll()
    {
        const int Samples = 10_000;
        int dropped = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            float[] mask = new float[21];
            DropoutMask.FillSample(ref mask[0], mask.Length, 0.25f, 1, 2, 3, sample);
            Assert.All(mask, value => Assert.Equal(mask[0], value));
            Assert.True(mask[0] is 0 or (1f / 0.75f));
            if (mask[0] == 0) dropped++;
        }

        Assert.InRange(dropped, (0.25 * Samples) - (5 * Math.Sqrt(0.1875 * Samples)), (0.25 * Samples) + (5 * Math.Sqrt(0.1875 * Samples)));
    }

    [Fact]
    public void EveryKeyGivesAnotherMask()
    {
        const int Count = 1 << 16;
        float[] reference = Fill(Count, 0.5f, 1, 2, 3, 4);
        AssertIndependent(reference, Fill(Count, 0.5f, 9, 2, 3, 4));
        AssertIndependent(reference, Fill(Count, 0.5f, 1L << 40, 2, 3, 4));
        AssertIndependent(reference, Fill(Count, 0.5f, 1, 3, 3, 4));
        AssertIndependent(reference, Fill(Count, 0.5f, 1, 2, 4, 4));
        AssertIndependent(reference, Fill(Count, 0.5f, 1, 2, 3L + (1L << 32), 4));
        AssertIndependent(reference, Fill(Count, 0.5f, 1, 2, 3, 5));
        AssertIndependent(reference, [.. reference[16..], .. reference[..16]]);
    }

    /// <summary>Streams behind those of layers are others, and do not reach into them.</summary>
    [Fact]
    public void SecondStreamsAreNoOtherLayers()
    {
        const int Count = 1 << 16;
        float[] second = Fill(Count, 0.5f, 1, 4096 + 7, 3, 4);
        AssertIndependent(second, Fill(Count, 0.5f, 1, 7, 3, 4));
        AssertIndependent(second, Fill(Count, 0.5f, 1, 4095, 3, 4));
        AssertIndependent(second, Fill(Count, 0.5f, 1, 4096 + 8, 3, 4));
        IEnumerable<uint> words = Enumerable.Range(0, 8192).SelectMany(stream => new[] { RandomPurpose.OfLayer(stream, 0), RandomPurpose.OfLayer(stream, (1L << 48) - 1) });
        Assert.Equal(2 * 8192, words.Distinct().Count());
    }

    /// <summary>Masks are part of what a resumed run repeats: whatever changes them is a new stream version.</summary>
    [Fact]
    public void BitsOfAKeyNeverChange()
    {
        float[] mask = Fill(1000, 0.3f, 0x123456789ABCDEF0, 5, 77, 6);
        Assert.Equal(
            "492F691ECF4356BEB82AE35BDF81BEE17EE5E385B40137284767FECD068C9D9C",
            Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(mask.AsSpan()))));
    }

    /// <summary>Vectors of every width and single blocks draw the same bits.</summary>
    [Fact]
    public void EveryWidthDrawsTheSameBits()
    {
        foreach (float rate in new[] { 0f, 0.3f, 0.5f, 0.9999999f })
        {
            foreach (int count in new[] { 1, 15, 17, 63, 64, 65, 128, 1000, 1 << 16 })
            {
                MaskKey key = new(rate, 0x123456789ABCDEF0, layer: 5, step: (3L << 32) + 77, sample: int.MaxValue) { FirstBlock = (uint)count * 16 };
                float[] expected = Guarded(count);
                DropoutMask.FillWords(ref expected[1], count, in key);
                if (PhiloxLanes512.IsSupported) AssertSame<PhiloxLanes512>(expected, count, in key);
                if (PhiloxLanes256.IsSupported) AssertSame<PhiloxLanes256>(expected, count, in key);
                if (PhiloxLanes128.IsSupported) AssertSame<PhiloxLanes128>(expected, count, in key);
            }
        }
    }

    private static void AssertSame<TLanes>(float[] expected, int count, ref readonly MaskKey key)
        where TLanes : struct, IPhiloxLanes<TLanes>
    {
        float[] actual = Guarded(count);
        DropoutMask.Fill<TLanes>(ref actual[1], count, in key);
        Assert.Equal(expected, actual);
    }

    private static float[] Guarded(int count)
    {
        float[] memory = new float[count + 2];
        Array.Fill(memory, -1f);
        return memory;
    }

    private static float[] Fill(int count, float rate, ulong seed, int layer, long step, int sample)
    {
        float[] mask = new float[count + 1];
        DropoutMask.Fill(ref mask[0], count, rate, seed, layer, step, sample);
        return mask[..count];
    }

    private static void AssertIndependent(float[] a, float[] b)
    {
        double agreement = a.Zip(b).Average(pair => pair.First == pair.Second ? 1.0 : -1.0);
        Assert.True(Math.Abs(agreement) < 5 / Math.Sqrt(a.Length), $"{agreement}");
    }
}
