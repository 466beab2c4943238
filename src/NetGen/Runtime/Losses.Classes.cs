using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <content>Cross entropy of softmax against shares of classes: smoothed labels, weighted classes, probabilities.</content>
public static partial class Losses
{
    /// <summary>
    /// Cross entropy of softmax against a class whose share is 1 - smoothing, plus smoothing / classes of each: the sum over classes of
    /// weight x share x -ln softmax. Gradient times <paramref name="scale"/>.
    /// </summary>
    /// <param name="logits">The row.</param>
    /// <param name="classes">Its length.</param>
    /// <param name="label">The class, in 0..classes - 1.</param>
    /// <param name="classWeights">What each class counts; empty where all count 1.</param>
    /// <param name="smoothing">What all classes share, from 0 to 1.</param>
    /// <param name="scale">Factor of the gradient: 1 / batch for a mean loss. The returned loss is not scaled.</param>
    /// <param name="gradient">As many floats, other than the logits: the gradient by them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class. Nothing has been written.</exception>
    public static float CrossEntropy(ref float logits, int classes, int label, ReadOnlySpan<float> classWeights, float smoothing, float scale, ref float gradient)
    {
        if ((uint)label >= (uint)classes) ThrowLabel(label, classes);
        float weight = classWeights.IsEmpty ? 1f : classWeights[label];
        if (smoothing == 0f) return weight * SoftmaxCrossEntropy(ref logits, classes, label, weight * scale, ref gradient);

        // All classes have a share; the label's own part of the sum is added by itself.
        float share = weight * (1f - smoothing);
        float logit = Unsafe.Add(ref logits, label);
        ClassShares shares = new(ref Unsafe.NullRef<float>(), classes, classWeights, smoothing);
        float loss = CrossEntropy(ref logits, shares, share, scale, ref gradient, out float logSum);
        Unsafe.Add(ref gradient, label) -= share * scale;
        return loss + (share * (logSum - logit));
    }

    /// <summary>
    /// Cross entropy of softmax against shares of classes, which usually add up to 1: the sum over classes of weight x share x -ln softmax, where
    /// smoothing takes shares half, or however far, to equal ones.
    /// </summary>
    /// <param name="logits">The row.</param>
    /// <param name="classes">Its length.</param>
    /// <param name="targets">As many shares.</param>
    /// <param name="classWeights">What each class counts; empty where all count 1.</param>
    /// <param name="smoothing">What all classes share, from 0 to 1.</param>
    /// <param name="scale">Factor of the gradient: 1 / batch for a mean loss. The returned loss is not scaled.</param>
    /// <param name="gradient">As many floats, other than the logits: the gradient by them.</param>
    public static float CrossEntropy(ref float logits, int classes, ref float targets, ReadOnlySpan<float> classWeights, float smoothing, float scale, ref float gradient)
        => CrossEntropy(ref logits, new ClassShares(ref targets, classes, classWeights, smoothing), 0f, scale, ref gradient, out _);

    /// <summary>Of a sample that does not count: no loss, and no gradient.</summary>
    /// <param name="count">Length of the row.</param>
    /// <param name="gradient">As many floats.</param>
    public static float Nothing(int count, ref float gradient)
    {
        System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref gradient, count).Clear();
        return 0f;
    }

    private static float CrossEntropy(ref float logits, ClassShares shares, float added, float scale, ref float gradient, out float logSum) =>
        SimdWidth.For(shares.Classes) switch
        {
            512 => CrossEntropy<Simd512>(ref logits, shares, added, scale, ref gradient, out logSum),
            256 => CrossEntropy<Simd256>(ref logits, shares, added, scale, ref gradient, out logSum),
            128 => CrossEntropy<Simd128>(ref logits, shares, added, scale, ref gradient, out logSum),
            _ => CrossEntropy<SimdScalar>(ref logits, shares, added, scale, ref gradient, out logSum),
        };

    /// <summary>
    /// The sum of share x (logSum - logit), logSum the logarithm of the sum of e^logit, and the gradient: softmax times the sum of all shares, less
    /// each share. A share that is added the caller takes care of, apart from its part in that sum.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float CrossEntropy<TVector>(ref float logits, ClassShares shares, float added, float scale, ref float gradient, out float logSum)
        where TVector : struct, IVector<TVector>
    {
        float largest = Exponentials<TVector>(ref logits, shares.Classes, ref gradient, out float sum);
        float logOfSum = SimdScalar.Sum(VectorMath.Log(SimdScalar.Broadcast(sum)));
        (TVector totals, TVector losses) = (TVector.Zero, TVector.Zero);
        int i = 0;
        for (; i <= shares.Classes - TVector.Count; i += TVector.Count)
        {
            TVector share = shares.At<TVector>(i);
            totals += share;
            losses += share * (TVector.Broadcast(logOfSum) - (TVector.Load(ref Unsafe.Add(ref logits, i)) - TVector.Broadcast(largest)));
        }

        (float total, float loss) = (TVector.Sum(totals), TVector.Sum(losses));
        for (; i < shares.Classes; i++)
        {
            float share = SimdScalar.Sum(shares.At<SimdScalar>(i));
            total += share;
            loss += share * (logOfSum - (Unsafe.Add(ref logits, i) - largest));
        }

        float factor = (total + added) * scale / sum;
        for (i = 0; i <= shares.Classes - TVector.Count; i += TVector.Count)
        {
            ref float slope = ref Unsafe.Add(ref gradient, i);
            TVector.Store((TVector.Load(ref slope) * TVector.Broadcast(factor)) - (shares.At<TVector>(i) * TVector.Broadcast(scale)), ref slope);
        }

        for (; i < shares.Classes; i++)
        {
            ref float slope = ref Unsafe.Add(ref gradient, i);
            slope = (slope * factor) - (SimdScalar.Sum(shares.At<SimdScalar>(i)) * scale);
        }

        logSum = logOfSum + largest;
        return loss;
    }

    /// <summary>What each class has of a sample, times what the class counts. Targets are the shares before smoothing; null for none.</summary>
    private readonly ref struct ClassShares(ref float targets, int classes, ReadOnlySpan<float> weights, float smoothing)
    {
        private readonly ref float _targets = ref targets;
        private readonly ref float _weights = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(weights);
        private readonly bool _hasWeights = !weights.IsEmpty;
        private readonly float _kept = 1f - smoothing;
        private readonly float _uniform = smoothing / classes;

        public int Classes { get; } = classes;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector At<TVector>(int index)
            where TVector : struct, IVector<TVector>
        {
            TVector share = TVector.Broadcast(_uniform);
            if (!Unsafe.IsNullRef(ref _targets)) share = TVector.MultiplyAdd(TVector.Load(ref Unsafe.Add(ref _targets, index)), TVector.Broadcast(_kept), share);
            return _hasWeights ? share * TVector.Load(ref Unsafe.Add(ref _weights, index)) : share;
        }
    }
}
