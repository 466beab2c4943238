using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>
/// Dropout of attention's weights in training: each is 0 with some probability, else divided by the probability to stay. What becomes of a weight depends on
/// seed, layer, step, sample, head, query and key alone, so the way back draws the same mask again and none is kept.
/// </summary>
/// <param name="rate">Share of weights to drop, in [0, 1).</param>
/// <param name="keys">Keys of a row of weights.</param>
/// <param name="seed">The step's key: <see cref="TrainingPass.Seed"/>.</param>
/// <param name="layer">Index of the layer, below 4,096.</param>
/// <param name="step">Steps taken before this one: <see cref="TrainingPass.Step"/>; below 2^48.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct AttentionDropout(float rate, int keys, ulong seed, int layer, long step)
{
    /// <summary>Drops some of a row's weights.</summary>
    /// <param name="weights">The row; what is left takes its place.</param>
    /// <param name="mask">Room for the row's mask.</param>
    /// <param name="padded">Floats of the row: whole vectors.</param>
    /// <param name="row">Which row of the sample: heads one behind the other, queries in them.</param>
    /// <param name="sample">Index of the sample in the batch.</param>
    public void Forward<TVector>(ref float weights, ref float mask, int padded, int row, int sample)
        where TVector : struct, IVector<TVector>
    {
        DropoutMask.FillRow(ref mask, padded, row, keys, rate, seed, layer, step, sample);
        for (int i = 0; i < padded; i += TVector.Count)
        {
            ref float at = ref Unsafe.Add(ref weights, i);
            TVector.Store(TVector.Load(ref at) * TVector.Load(ref Unsafe.Add(ref mask, i)), ref at);
        }
    }

    /// <summary>The gradient of a row's weights from that of what was left of them.</summary>
    /// <param name="weights">The row as it was in front of the dropout.</param>
    /// <param name="gradient">Of what was left; that of the weights takes its place.</param>
    /// <param name="left">Is given what was left of the weights.</param>
    /// <param name="padded">Floats of the row: whole vectors.</param>
    /// <param name="row">As before.</param>
    /// <param name="sample">As before.</param>
    public void Backward<TVector>(ref float weights, ref float gradient, ref float left, int padded, int row, int sample)
        where TVector : struct, IVector<TVector>
    {
        DropoutMask.FillRow(ref left, padded, row, keys, rate, seed, layer, step, sample);
        for (int i = 0; i < padded; i += TVector.Count)
        {
            ref float mask = ref Unsafe.Add(ref left, i);
            ref float at = ref Unsafe.Add(ref gradient, i);
            TVector factors = TVector.Load(ref mask);
            TVector.Store(TVector.Load(ref at) * factors, ref at);
            TVector.Store(TVector.Load(ref Unsafe.Add(ref weights, i)) * factors, ref mask);
        }
    }
}
