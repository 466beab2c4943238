using NetGen.Runtime;

using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>Channels side by side, lane by lane against the definition.</summary>
public abstract class ChannelSpreadTests<TVector>
    where TVector : struct, IVector<TVector>
{
    private const int Pixels = 7;

    [Theory]
    [InlineData(1, 2, 16)]
    [InlineData(2, 1, 16)]
    [InlineData(3, 5, 8)]
    [InlineData(4, 4, 40)]
    [InlineData(8, 3, 5)]
    [InlineData(9, 9, 2)]
    [InlineData(5, 1, 17)]
    [InlineData(19, 1, 30)]
    [InlineData(40, 6, 3)]
    public void EveryLaneHasTheChannelsOfItsGroupAndTheOthersAreZero(int channels, int results, int groups)
    {
        int lanes = Math.Max(4, TVector.Count);
        int pitch = (channels * groups) + 1;
        float[] source = [.. Enumerable.Range(1, Pixels * pitch).Select(i => (float)i)];
        foreach ((int firstChannel, int endChannel) in new[] { (0, channels), (channels - 1, channels) })
        {
            for (int first = 0; first < groups * results; first += lanes)
            {
                SpreadLanes spread = ChannelSpread.Prepare<TVector>(lanes, first, groups * results, results, channels);
                int copied = endChannel - firstChannel;
                float[] target = new float[(Pixels * copied * lanes) + 2];
                Array.Fill(target, -1f);
                // Behind the last float that may be read, nothing is: the array ends there.
                ChannelSpread.Copy<TVector>(in spread, ref source[0], pitch, source.Length, ref target[1], Pixels, firstChannel, endChannel);
                float[] expected = new float[target.Length];
                expected[0] = expected[^1] = -1f;
                for (int pixel = 0; pixel < Pixels; pixel++)
                {
                    for (int channel = firstChannel; channel < endChannel; channel++)
                    {
                        for (int lane = 0; lane < lanes && first + lane < groups * results; lane++)
                        {
                            int place = (((pixel * copied) + channel - firstChannel) * lanes) + lane;
                            expected[1 + place] = source[(pixel * pitch) + ((first + lane) / results * channels) + channel];
                        }
                    }
                }

                Assert.Equal(expected, target);
            }
        }
    }

    /// <summary>Read as whole vectors, what lies behind could be anything: numbers that are none would show, were they not left out.</summary>
    [Fact]
    public void WhatLiesBetweenTheLanesDoesNotShow()
    {
        float[] source = new float[64];
        Array.Fill(source, float.NaN);
        source[0] = 1f;
        int lanes = Math.Max(4, TVector.Count);
        SpreadLanes spread = ChannelSpread.Prepare<TVector>(lanes, 0, 2, 2, 3);
        float[] target = new float[lanes];
        ChannelSpread.Copy<TVector>(in spread, ref source[0], 3, source.Length, ref target[0], 1, 0, 1);
        Assert.Equal([1f, 1f, .. new float[lanes - 2]], target);
    }
}

public class Simd512ChannelSpreadTests : ChannelSpreadTests<Simd512>;

public class Simd256ChannelSpreadTests : ChannelSpreadTests<Simd256>;

public class Simd128ChannelSpreadTests : ChannelSpreadTests<Simd128>;

public class SimdScalarChannelSpreadTests : ChannelSpreadTests<SimdScalar>;
