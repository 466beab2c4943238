using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>
/// Puts the channels that the results of several groups read side by side, so that a vector holds results of many groups: what
/// convolutions with groups smaller than a vector need.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ChannelSpread
{
    /// <summary>Which channel each lane gets, and which vectors of the source have them.</summary>
    /// <typeparam name="TVector">The vector; no wider than <paramref name="lanes"/>.</typeparam>
    /// <param name="lanes">Results side by side: 4, 8 or 16.</param>
    /// <param name="first">The first result.</param>
    /// <param name="count">Results of all groups; lanes beyond get zeros.</param>
    /// <param name="results">Results of a group.</param>
    /// <param name="channels">Channels of a group.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static SpreadLanes Prepare<TVector>(int lanes, int first, int count, int results, int channels)
        where TVector : struct, IVector<TVector>
    {
        SpreadLanes spread = default;
        spread.Lanes = lanes;
        int group = first / results;
        int place = first % results;
        for (int lane = 0; lane < lanes; lane++)
        {
            int vector = lane / TVector.Count;
            int channel = first + lane < count ? group * channels : -1;
            spread.Channels[lane] = channel;
            if (channel < 0) continue;
            if (++place == results) (group, place) = (group + 1, 0);

            // A vector of the source begins with the first channel that the one before does not have.
            int windows = spread.Windows[vector];
            if (windows == 0 || channel >= spread.LastStart[vector] + TVector.Count)
            {
                spread.Windows[vector] = windows + 1;
                spread.LastStart[vector] = channel;
                if (windows < SpreadLanes.MostWindows) spread.Starts[(vector * SpreadLanes.MostWindows) + windows] = channel;
                windows++;
            }

            if (windows > SpreadLanes.MostWindows) continue;
            int number = (((vector * SpreadLanes.MostWindows) + windows - 1) * TVector.Count) + (lane % TVector.Count);
            spread.Positions[number] = BitConverter.Int32BitsToSingle(channel - spread.LastStart[vector]);
            spread.Masks[number] = BitConverter.Int32BitsToSingle(-1);
        }

        return spread;
    }

    /// <summary>
    /// target[pixel, channel, lane] = source[pixel, the lane's first channel + channel], 0 in lanes without a result. The target's lanes lie side
    /// by side, then its channels, then its pixels.
    /// </summary>
    /// <typeparam name="TVector">The vector for which <paramref name="spread"/> was prepared.</typeparam>
    /// <param name="spread">The lanes.</param>
    /// <param name="source">The first pixel.</param>
    /// <param name="pitch">Floats from one pixel of the source to the next.</param>
    /// <param name="readable">Floats from the first pixel on that may be read: at least the pixels.</param>
    /// <param name="target">Where the first pixel's copies go.</param>
    /// <param name="pixels">Pixels, one behind the other.</param>
    /// <param name="firstChannel">The first channel of each group to copy.</param>
    /// <param name="endChannel">The end of the channels to copy.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<TVector>(
        ref readonly SpreadLanes spread, ref float source, int pitch, int readable, ref float target, int pixels, int firstChannel, int endChannel)
        where TVector : struct, IVector<TVector>
    {
        int lanes = spread.Lanes;
        int channels = endChannel - firstChannel;
        for (int vector = 0; vector < lanes / TVector.Count; vector++)
        {
            // Whole vectors are read, but nothing behind what may be read: there, and where too many of them would be needed, lane by lane.
            int room = readable - spread.LastStart[vector] - TVector.Count - endChannel + 1;
            int whole = room < 0 || spread.Windows[vector] > SpreadLanes.MostWindows ? 0 : Math.Min(pixels, (room / pitch) + 1);
            ref float to = ref Unsafe.Add(ref target, vector * TVector.Count);
            for (int window = 0; window < Math.Max(1, spread.Windows[vector]) && whole > 0; window++)
            {
                int number = (vector * SpreadLanes.MostWindows) + window;
                CopyWindow<TVector>(
                    ref Unsafe.Add(ref source, spread.Starts[number] + firstChannel),
                    pitch,
                    ref to,
                    lanes,
                    whole,
                    channels,
                    TVector.Load(ref Unsafe.AsRef(in spread.Positions[number * TVector.Count])),
                    TVector.Load(ref Unsafe.AsRef(in spread.Masks[number * TVector.Count])),
                    window > 0);
            }

            for (int lane = 0; whole < pixels && lane < TVector.Count; lane++)
            {
                CopyLane(
                    ref Unsafe.Add(ref source, ((nint)whole * pitch) + firstChannel),
                    pitch,
                    spread.Channels[(vector * TVector.Count) + lane],
                    ref Unsafe.Add(ref to, ((nint)whole * channels * lanes) + lane),
                    lanes,
                    pixels - whole,
                    channels);
            }
        }
    }

    /// <summary>Copies the lanes whose values one vector of the source has; the first of these vectors sets the others to zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyWindow<TVector>(
        ref float source, nint pitch, ref float target, int lanes, int pixels, int channels, TVector order, TVector mask, bool adds)
        where TVector : struct, IVector<TVector>
    {
        nint step = (nint)channels * lanes;
        for (int channel = 0; channel < channels; channel++)
        {
            ref float from = ref Unsafe.Add(ref source, channel);
            ref float to = ref Unsafe.Add(ref target, (nint)channel * lanes);
            for (int pixel = 0; pixel < pixels; pixel++)
            {
                TVector values = TVector.Permute(TVector.Load(ref from), order) & mask;
                if (adds) values |= TVector.Load(ref to);
                TVector.Store(values, ref to);
                from = ref Unsafe.Add(ref from, pitch);
                to = ref Unsafe.Add(ref to, step);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyLane(ref float source, int pitch, int first, ref float target, int lanes, int pixels, int channels)
    {
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                target = first < 0 ? 0f : Unsafe.Add(ref source, first + channel);
                target = ref Unsafe.Add(ref target, lanes);
            }

            source = ref Unsafe.Add(ref source, pitch);
        }
    }
}
