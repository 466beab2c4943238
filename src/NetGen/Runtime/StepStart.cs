using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>
/// What the first steps of a sequence need: a convolution whose window begins before the sequence does. The taps that lie there are left out and not taken for
/// zeros, so the sums are those of the whole sequence to the bit.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StepStart
{
    /// <summary>The results of one window: bias, then the taps that lie in the sequence, in order, and of each the channels; or the other way round.</summary>
    /// <param name="window">The first tap's values.</param>
    /// <param name="firstTap">The first tap that lies in the sequence.</param>
    /// <param name="weights">As they are packed.</param>
    /// <param name="bias">Where there is one.</param>
    /// <param name="output">The results.</param>
    /// <param name="sizes">All sizes.</param>
    public static void Convolve(ref float window, int firstTap, ref float weights, ref float bias, ref float output, in StepWindowSizes sizes)
    {
        // Where vectors of weights have outputs of several groups, each output has inputs of its own.
        int lanes = sizes.PackedGroups == sizes.Groups ? sizes.Panel : 1;
        switch (lanes == 1 ? 32 : SimdWidth.For(lanes))
        {
            case 512: Convolve<Simd512>(ref window, firstTap, ref weights, ref bias, ref output, sizes); break;
            case 256: Convolve<Simd256>(ref window, firstTap, ref weights, ref bias, ref output, sizes); break;
            case 128: Convolve<Simd128>(ref window, firstTap, ref weights, ref bias, ref output, sizes); break;
            default: Convolve<SimdScalar>(ref window, firstTap, ref weights, ref bias, ref output, sizes); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Convolve<TVector>(ref float window, int firstTap, ref float weights, ref float bias, ref float output, in StepWindowSizes sizes)
        where TVector : struct, IVector<TVector>
    {
        bool isSideBySide = sizes.PackedGroups != sizes.Groups;
        for (int group = 0; group < sizes.Groups; group++)
        {
            ref float groupWindow = ref Unsafe.Add(ref window, group * sizes.Depth);
            for (int result = 0; result < sizes.Results; result += TVector.Count)
            {
                int first = (group * sizes.Results) + result;
                int packed = isSideBySide ? first : result;
                ref float packedWeights = ref Unsafe.Add(
                    ref weights, (isSideBySide ? 0 : group * (nint)sizes.GroupStride) + (packed / sizes.Panel * (nint)sizes.PanelStride) + (packed % sizes.Panel));
                TVector sum = sizes.HasBias ? TVector.Load(ref Unsafe.Add(ref bias, first)) : TVector.Zero;
                int taps = sizes.Taps - firstTap;
                for (int product = 0; product < taps * sizes.Depth; product++)
                {
                    (int outer, int inner) = Math.DivRem(product, sizes.IsTapByTap ? sizes.Depth : taps);
                    (int tap, int channel) = sizes.IsTapByTap ? (outer, inner) : (inner, outer);
                    tap += firstTap;
                    TVector value = TVector.Broadcast(Unsafe.Add(ref groupWindow, (tap * (nint)sizes.Pitch) + channel));
                    TVector.AddProduct(ref sum, value, TVector.Load(ref Unsafe.Add(ref packedWeights, ((tap * (nint)sizes.Depth) + channel) * sizes.Panel)));
                }

                TVector.Store(sizes.Rectifies ? TVector.Max(TVector.Zero, sum) : sum, ref Unsafe.Add(ref output, first));
            }
        }

        // Lanes behind the last result, which belong to none, are whole vectors' where a group fills them.
        if (!isSideBySide) return;
        for (int lane = sizes.Groups * sizes.Results; lane % sizes.Panel != 0; lane++) Unsafe.Add(ref output, lane) = 0f;
    }
}

/// <summary>The window of a step, and how weights are packed for it: [group][panel][tap][channel][output of the panel].</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct StepWindowSizes(
    int taps, int pitch, int depth, int groups, int results,
    int packedGroups, int panel, int panelStride, int groupStride,
    bool hasBias, bool rectifies, bool isTapByTap)
{
    /// <summary>Steps that the window sees.</summary>
    public int Taps { get; } = taps;

    /// <summary>Floats from one of them to the next.</summary>
    public int Pitch { get; } = pitch;

    /// <summary>Input channels of a group.</summary>
    public int Depth { get; } = depth;

    /// <summary>Groups of the convolution.</summary>
    public int Groups { get; } = groups;

    /// <summary>Results of a group.</summary>
    public int Results { get; } = results;

    /// <summary>Groups of the packed weights: as many, or one where the groups' results lie side by side.</summary>
    public int PackedGroups { get; } = packedGroups;

    /// <summary>Results in a panel.</summary>
    public int Panel { get; } = panel;

    /// <summary>Floats from one panel to the next.</summary>
    public int PanelStride { get; } = panelStride;

    /// <summary>Floats from one group's weights to the next.</summary>
    public int GroupStride { get; } = groupStride;

    /// <summary>Whether sums begin with a bias.</summary>
    public bool HasBias { get; } = hasBias;

    /// <summary>Whether a ReLU is applied to them.</summary>
    public bool Rectifies { get; } = rectifies;

    /// <summary>Whether a result sums all channels of one tap, then those of the next, and not all taps channel by channel.</summary>
    public bool IsTapByTap { get; } = isTapByTap;
}
