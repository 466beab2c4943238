using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Distributed;

/// <summary>
/// The sum over ranks: in the order of ranks and in double precision, each product and each sum rounded, so that neither vectors nor the processor change a
/// bit.
/// </summary>
internal static unsafe class WeightedSum
{
    /// <summary>Replaces own values by the weighted sum over all ranks.</summary>
    /// <param name="own">This rank's values.</param>
    /// <param name="others">Those of all ranks, one rank's behind the other's; those in this rank's place are not looked at.</param>
    /// <param name="count">Values of a rank.</param>
    /// <param name="rank">This rank.</param>
    /// <param name="weights">What each rank's values are multiplied with.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* own, float* others, int count, int rank, ReadOnlySpan<double> weights)
    {
        int lanes = Vector<float>.Count;
        int first = 0;
        for (; first <= count - lanes; first += lanes)
        {
            Vector<double> low = Vector<double>.Zero;
            Vector<double> high = Vector<double>.Zero;
            for (int source = 0; source < weights.Length; source++)
            {
                float* values = source == rank ? own : others + ((long)source * count);
                Vector.Widen(Unsafe.ReadUnaligned<Vector<float>>(values + first), out Vector<double> left, out Vector<double> right);
                var weight = new Vector<double>(weights[source]);
                low += left * weight;
                high += right * weight;
            }

            Unsafe.WriteUnaligned(own + first, Vector.Narrow(low, high));
        }

        for (; first < count; first++)
        {
            double sum = 0;
            for (int source = 0; source < weights.Length; source++) sum += (source == rank ? own : others + ((long)source * count))[first] * weights[source];
            own[first] = (float)sum;
        }
    }

    /// <summary>Multiplies values with a weight, rounded once.</summary>
    public static void Scale(Span<float> values, double weight)
    {
        for (int i = 0; i < values.Length; i++) values[i] = (float)(values[i] * weight);
    }
}
