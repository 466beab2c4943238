using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>Losses and softmax over one sample's row, with their gradients. Every function may write over one of its inputs.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Losses
{
    /// <summary>
    /// Cross entropy of softmax against a class: loss ln(sum e^logit) - logit[label], gradient (softmax - one-hot) * scale. The largest
    /// logit is subtracted first, so no finite logits overflow.
    /// </summary>
    /// <param name="logits">The row.</param>
    /// <param name="classes">Its length.</param>
    /// <param name="label">The class, in 0..classes - 1.</param>
    /// <param name="scale">Factor of the gradient: 1 / batch for a mean loss. The returned loss is not scaled.</param>
    /// <param name="gradient">As many floats: the gradient by the logits.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class. Nothing has been written.</exception>
    public static float SoftmaxCrossEntropy(ref float logits, int classes, int label, float scale, ref float gradient)
    {
        // The one index of a user's that kernels address memory with. It lies in the user's array until it is read, so it can change after any check but this.
        if ((uint)label >= (uint)classes) ThrowLabel(label, classes);
        return SimdWidth.For(classes) switch
        {
            512 => SoftmaxCrossEntropy<Simd512>(ref logits, classes, label, scale, ref gradient),
            256 => SoftmaxCrossEntropy<Simd256>(ref logits, classes, label, scale, ref gradient),
            128 => SoftmaxCrossEntropy<Simd128>(ref logits, classes, label, scale, ref gradient),
            _ => SoftmaxCrossEntropy<SimdScalar>(ref logits, classes, label, scale, ref gradient),
        };
    }

    /// <summary>e^logit over their sum, the largest logit subtracted first.</summary>
    /// <param name="logits">The row.</param>
    /// <param name="count">Its length.</param>
    /// <param name="output">As many floats.</param>
    public static void Softmax(ref float logits, int count, ref float output)
    {
        switch (SimdWidth.For(count))
        {
            case 512: Softmax<Simd512>(ref logits, count, ref output); break;
            case 256: Softmax<Simd256>(ref logits, count, ref output); break;
            case 128: Softmax<Simd128>(ref logits, count, ref output); break;
            default: Softmax<SimdScalar>(ref logits, count, ref output); break;
        }
    }

    /// <summary>The gradient by softmax's input, given its output y and the gradient dy by it: y * (dy - sum(y * dy)).</summary>
    /// <param name="output">Softmax's output.</param>
    /// <param name="dOutput">The gradient by it.</param>
    /// <param name="count">Length of the row.</param>
    /// <param name="dInput">As many floats.</param>
    public static void SoftmaxBackward(ref float output, ref float dOutput, int count, ref float dInput)
    {
        switch (SimdWidth.For(count))
        {
            case 512: SoftmaxBackward<Simd512>(ref output, ref dOutput, count, ref dInput); break;
            case 256: SoftmaxBackward<Simd256>(ref output, ref dOutput, count, ref dInput); break;
            case 128: SoftmaxBackward<Simd128>(ref output, ref dOutput, count, ref dInput); break;
            default: SoftmaxBackward<SimdScalar>(ref output, ref dOutput, count, ref dInput); break;
        }
    }

    /// <summary>The mean of (output - target)^2, gradient 2 / count * (output - target) * scale.</summary>
    /// <param name="output">The row.</param>
    /// <param name="count">Its length.</param>
    /// <param name="target">What it should be.</param>
    /// <param name="scale">Factor of the gradient: 1 / batch for a mean loss. The returned loss is not scaled.</param>
    /// <param name="gradient">As many floats: the gradient by the output.</param>
    public static float MeanSquaredError(ref float output, int count, ref float target, float scale, ref float gradient) =>
        SimdWidth.For(count) switch
        {
            512 => MeanSquaredError<Simd512>(ref output, count, ref target, scale, ref gradient),
            256 => MeanSquaredError<Simd256>(ref output, count, ref target, scale, ref gradient),
            128 => MeanSquaredError<Simd128>(ref output, count, ref target, scale, ref gradient),
            _ => MeanSquaredError<SimdScalar>(ref output, count, ref target, scale, ref gradient),
        };

    /// <summary>The mean over a row of a loss of single elements, gradient its derivative / count * scale.</summary>
    /// <param name="loss">The loss of one output against one target.</param>
    /// <param name="output">The row.</param>
    /// <param name="count">Its length.</param>
    /// <param name="target">What it should be.</param>
    /// <param name="scale">Factor of the gradient: 1 / batch for a mean loss. The returned loss is not scaled.</param>
    /// <param name="gradient">As many floats: the gradient by the output.</param>
    public static float Mean<TLoss>(TLoss loss, ref float output, int count, ref float target, float scale, ref float gradient)
        where TLoss : struct, IElementLoss => SimdWidth.For(count) switch
        {
            512 => Mean<TLoss, Simd512>(loss, ref output, count, ref target, scale, ref gradient),
            256 => Mean<TLoss, Simd256>(loss, ref output, count, ref target, scale, ref gradient),
            128 => Mean<TLoss, Simd128>(loss, ref output, count, ref target, scale, ref gradient),
            _ => Mean<TLoss, SimdScalar>(loss, ref output, count, ref target, scale, ref gradient),
        };

    /// <summary>1 / (1 + e^-logit), for each by itself.</summary>
    /// <param name="logits">The row.</param>
    /// <param name="count">Its length.</param>
    /// <param name="output">As many floats.</param>
    public static void Sigmoid(ref float logits, int count, ref float output)
    {
        for (int i = 0; i < count; i++)
            Unsafe.Add(ref output, i) = SimdScalar.Sum(VectorMath.Sigmoid(SimdScalar.Broadcast(Unsafe.Add(ref logits, i))));
    }

    /// <summary>e^logit, for each by itself.</summary>
    /// <inheritdoc cref="Sigmoid" path="/param"/>
    public static void Exp(ref float logits, int count, ref float output)
    {
        for (int i = 0; i < count; i++)
            Unsafe.Add(ref output, i) = SimdScalar.Sum(VectorMath.Exp(SimdScalar.Broadcast(Unsafe.Add(ref logits, i))));
    }

    [DoesNotReturn]
    private static void ThrowLabel(int label, int classes) =>
        throw new ArgumentOutOfRangeException(nameof(label), label, string.Create(CultureInfo.InvariantCulture, $"A label is {label}; expected 0 to {classes - 1}."));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float SoftmaxCrossEntropy<TVector>(ref float logits, int classes, int label, float scale, ref float gradient)
        where TVector : struct, IVector<TVector>
    {
        float labelLogit = Unsafe.Add(ref logits, label);
        float largest = Exponentials<TVector>(ref logits, classes, ref gradient, out float sum);
        Scale<TVector>(ref gradient, classes, scale / sum);
        Unsafe.Add(ref gradient, label) -= scale;
        return SimdScalar.Sum(VectorMath.Log(SimdScalar.Broadcast(sum))) - (labelLogit - largest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Softmax<TVector>(ref float logits, int count, ref float output)
        where TVector : struct, IVector<TVector>
    {
        Exponentials<TVector>(ref logits, count, ref output, out float sum);
        Scale<TVector>(ref output, count, 1f / sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SoftmaxBackward<TVector>(ref float output, ref float dOutput, int count, ref float dInput)
        where TVector : struct, IVector<TVector>
    {
        TVector products = TVector.Zero;
        int i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            products = TVector.MultiplyAdd(TVector.Load(ref Unsafe.Add(ref output, i)), TVector.Load(ref Unsafe.Add(ref dOutput, i)), products);
        }

        int rest = count - i;
        TVector lastOutput = PartialVector.Load<TVector>(ref Unsafe.Add(ref output, i), rest, 0f);
        TVector lastGradient = PartialVector.Load<TVector>(ref Unsafe.Add(ref dOutput, i), rest, 0f);
        TVector mean = TVector.Broadcast(TVector.Sum(TVector.MultiplyAdd(lastOutput, lastGradient, products)));

        for (i = 0; i <= count - TVector.Count; i += TVector.Count)
        {
            TVector y = TVector.Load(ref Unsafe.Add(ref output, i));
            TVector dy = TVector.Load(ref Unsafe.Add(ref dOutput, i));
            TVector.Store(y * (dy - mean), ref Unsafe.Add(ref dInput, i));
        }

        PartialVector.Store(lastOutput * (lastGradient - mean), ref Unsafe.Add(ref dInput, i), rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float MeanSquaredError<TVector>(ref float output, int count, ref float target, float scale, ref float gradient)
        where TVector : struct, IVector<TVector>
    {
        TVector factor = TVector.Broadcast(2f * scale / count);
        TVector squares = TVector.Zero;
        int i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            TVector difference = TVector.Load(ref Unsafe.Add(ref output, i)) - TVector.Load(ref Unsafe.Add(ref target, i));
            squares = TVector.MultiplyAdd(difference, difference, squares);
            TVector.Store(difference * factor, ref Unsafe.Add(ref gradient, i));
        }

        int rest = count - i;
        TVector last = PartialVector.Load<TVector>(ref Unsafe.Add(ref output, i), rest, 0f)
            - PartialVector.Load<TVector>(ref Unsafe.Add(ref target, i), rest, 0f);
        PartialVector.Store(last * factor, ref Unsafe.Add(ref gradient, i), rest);
        return TVector.Sum(TVector.MultiplyAdd(last, last, squares)) / count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Mean<TLoss, TVector>(TLoss loss, ref float output, int count, ref float target, float scale, ref float gradient)
        where TLoss : struct, IElementLoss
        where TVector : struct, IVector<TVector>
    {
        float share = scale / count;
        TVector shares = TVector.Broadcast(share);
        TVector values = TVector.Zero;
        int i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            TVector y = TVector.Load(ref Unsafe.Add(ref output, i));
            TVector t = TVector.Load(ref Unsafe.Add(ref target, i));
            values += loss.Value(y, t);
            TVector.Store(loss.Derivative(y, t) * shares, ref Unsafe.Add(ref gradient, i));
        }

        // One by one: what a filling of the last vector would add is not 0 for every loss.
        float sum = TVector.Sum(values);
        for (; i < count; i++)
        {
            SimdScalar y = SimdScalar.Broadcast(Unsafe.Add(ref output, i));
            SimdScalar t = SimdScalar.Broadcast(Unsafe.Add(ref target, i));
            sum += SimdScalar.Sum(loss.Value(y, t));
            Unsafe.Add(ref gradient, i) = SimdScalar.Sum(loss.Derivative(y, t)) * share;
        }

        return sum / count;
    }

    /// <summary>Writes e^(x - largest) and returns the largest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Exponentials<TVector>(ref float source, int count, ref float destination, out float sum)
        where TVector : struct, IVector<TVector>
    {
        TVector largest = TVector.Broadcast(float.NegativeInfinity);
        int i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            largest = TVector.Max(largest, TVector.Load(ref Unsafe.Add(ref source, i)));
        }

        int rest = count - i;
        TVector last = PartialVector.Load<TVector>(ref Unsafe.Add(ref source, i), rest, float.NegativeInfinity);
        float maximum = MaxLane(TVector.Max(largest, last));

        largest = TVector.Broadcast(maximum);
        TVector sums = TVector.Zero;
        for (i = 0; i <= count - TVector.Count; i += TVector.Count)
        {
            TVector e = VectorMath.Exp(TVector.Load(ref Unsafe.Add(ref source, i)) - largest);
            sums += e;
            TVector.Store(e, ref Unsafe.Add(ref destination, i));
        }

        last = VectorMath.Exp(last - largest); // the filling's lanes give e^-infinity = 0
        PartialVector.Store(last, ref Unsafe.Add(ref destination, i), rest);
        sum = TVector.Sum(sums + last);
        return maximum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scale<TVector>(ref float values, int count, float factor)
        where TVector : struct, IVector<TVector>
    {
        TVector factors = TVector.Broadcast(factor);
        int i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            ref float value = ref Unsafe.Add(ref values, i);
            TVector.Store(TVector.Load(ref value) * factors, ref value);
        }

        for (; i < count; i++) Unsafe.Add(ref values, i) *= factor;
    }

    /// <summary>The largest lane; NaN if any is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float MaxLane<TVector>(TVector value)
        where TVector : struct, IVector<TVector>
    {
        Unsafe.SkipInit(out VectorLanes lanes);
        TVector.Store(value, ref lanes[0]);
        SimdScalar largest = SimdScalar.Broadcast(lanes[0]);
        for (int i = 1; i < TVector.Count; i++) largest = SimdScalar.Max(largest, SimdScalar.Broadcast(lanes[i]));
        return SimdScalar.Sum(largest);
    }
}
