using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// LAMB (You and others, 2020), for large batches: with Adam's averages m and v, in step t u = m / (1 - b1^t) / (sqrt(v / (1 - b2^t)) + epsilon) + weight decay * p
/// and p -= lr * |p| / |u| * u, with the norms of whole tensors; the quotient is 1 where one of them is zero. So each tensor's step is a share of its size, whatever
/// its gradient's. PyTorch has no LAMB; defaults are those of <c>keras.optimizers.Lamb</c>, the weight decay is the article's.
/// </summary>
public sealed class Lamb : MomentOptimizer
{
    /// <summary>LAMB with the given step size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative, NaN or infinite.</exception>
    public Lamb(double learningRate = 1e-3)
        : base(learningRate, epsilon: 1e-7)
    {
    }

    internal override IReadOnlyList<string> SlotNames => AdamRule.SlotNames;

    internal override bool IsByTensor => true;

    internal override bool Update(in UpdateRange range)
    {
        // Adam's rule for its averages; the step is this optimiser's own, and the decay is part of the direction.
        AdamRule adam = PrepareAdam(range.Step with { LearningRate = 1, WeightDecay = 0 }, isDecoupled: true);
        var rule = new LambRule(adam, (float)range.Step.WeightDecayOr(WeightDecay));
        (double weights, double directions) = SimdWidth.For(range.End - range.First) switch
        {
            512 => rule.Average<Simd512>(range),
            256 => rule.Average<Simd256>(range),
            128 => rule.Average<Simd128>(range),
            _ => rule.Average<SimdScalar>(range),
        };
        double ratio = weights > 0 && directions > 0 ? Math.Sqrt(weights / directions) : 1;
        float step = (float)(range.Step.LearningRate * ratio);
        float sum = SimdWidth.For(range.End - range.First) switch
        {
            512 => rule.Move<Simd512>(range, step),
            256 => rule.Move<Simd256>(range, step),
            128 => rule.Move<Simd128>(range, step),
            _ => rule.Move<SimdScalar>(range, step),
        };
        return double.IsFinite(weights + directions) && float.IsFinite(sum);
    }
}

/// <summary>The arithmetic of <see cref="Lamb"/>: two passes over a tensor.</summary>
/// <param name="Adam">The averages, and the step by them.</param>
/// <param name="WeightDecay">Share of the parameter in the direction.</param>
internal readonly record struct LambRule(AdamRule Adam, float WeightDecay)
{
    /// <summary>Floats whose squares are added in float before double takes over.</summary>
    private const int Chunk = 4096;

    /// <summary>Takes the gradient into the averages; gives the sums of squares of parameters and directions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (double Weights, double Directions) Average<TVector>(in UpdateRange range)
        where TVector : struct, IVector<TVector>
    {
        double weights = 0;
        double directions = 0;
        for (int first = range.First; first < range.End; first += Chunk)
        {
            int end = Math.Min(first + Chunk, range.End);
            TVector weightSum = TVector.Zero;
            TVector directionSum = TVector.Zero;
            int i = first;
            for (; i <= end - TVector.Count; i += TVector.Count) Average(range, i, ref weightSum, ref directionSum);
            SimdScalar weightRest = SimdScalar.Zero;
            SimdScalar directionRest = SimdScalar.Zero;
            for (; i < end; i++) Average(range, i, ref weightRest, ref directionRest);
            weights += TVector.Sum(weightSum) + SimdScalar.Sum(weightRest);
            directions += TVector.Sum(directionSum) + SimdScalar.Sum(directionRest);
        }

        return (weights, directions);
    }

    /// <summary>Moves the parameters; gives a sum that is not finite where a parameter, or what is kept of it, is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Move<TVector>(in UpdateRange range, float step)
        where TVector : struct, IVector<TVector>
    {
        TVector check = TVector.Zero;
        int i = range.First;
        for (; i <= range.End - TVector.Count; i += TVector.Count) Move(range, i, step, ref check);
        SimdScalar rest = SimdScalar.Zero;
        for (; i < range.End; i++) Move(range, i, step, ref rest);
        return TVector.Sum(check) + SimdScalar.Sum(rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Average<TVector>(in UpdateRange range, int i, ref TVector weights, ref TVector directions)
        where TVector : struct, IVector<TVector>
    {
        ref float slot0 = ref Unsafe.Add(ref range.State.Start(0), i);
        ref float slot1 = ref Unsafe.Add(ref range.State.Start(1), i);
        TVector parameter = TVector.Load(ref Unsafe.Add(ref range.Parameters, i));
        TVector first = TVector.Load(ref slot0);
        TVector second = TVector.Load(ref slot1);
        Adam.Average(parameter, range.Scale.Apply(TVector.Load(ref Unsafe.Add(ref range.Gradients, i))), ref first, ref second);
        TVector.Store(first, ref slot0);
        TVector.Store(second, ref slot1);
        TVector direction = Direction(parameter, first, second);
        TVector.AddProduct(ref weights, parameter, parameter);
        TVector.AddProduct(ref directions, direction, direction);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Move<TVector>(in UpdateRange range, int i, float step, ref TVector check)
        where TVector : struct, IVector<TVector>
    {
        ref float place = ref Unsafe.Add(ref range.Parameters, i);
        TVector first = TVector.Load(ref Unsafe.Add(ref range.State.Start(0), i));
        TVector second = TVector.Load(ref Unsafe.Add(ref range.State.Start(1), i));
        TVector parameter = TVector.Load(ref place);
        parameter = TVector.MultiplyAdd(TVector.Broadcast(-step), Direction(parameter, first, second), parameter);
        TVector.Store(parameter, ref place);
        check = TVector.MultiplyAdd(parameter, first + second, check);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TVector Direction<TVector>(TVector parameter, TVector first, TVector second)
        where TVector : struct, IVector<TVector> =>
        TVector.MultiplyAdd(TVector.Broadcast(WeightDecay), parameter, TVector.Broadcast(Adam.StepSize) * first / Adam.Size(second));
}
