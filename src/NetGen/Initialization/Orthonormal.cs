using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen.Initialization;

/// <summary>
/// Gram and Schmidt's process: each vector less what of it lies along those before, of length 1. That is the orthogonal factor of the matrix that has them as
/// columns, with a positive diagonal in the other. Where little of a vector is left, its digits are too few, and it is done twice: 'twice is enough' (Kahan;
/// Parlett, The Symmetric Eigenvalue Problem, 1980).
/// </summary>
/// <remarks>Only +, -, *, / and square root in double, never fused, in an order that does not depend on the machine: the same bits everywhere.</remarks>
internal static class Orthonormal
{
    /// <summary>What must be left of a squared length for the first time to be enough.</summary>
    private const double Enough = 0.5;

    /// <summary>Makes vectors orthonormal, in place.</summary>
    /// <param name="vectors">One behind the other; no longer than they are many.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArithmeticException">A vector is a sum of those before it.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Make(Span<double> vectors, int count)
    {
        int length = vectors.Length / count;
        for (int i = 0; i < count; i++)
        {
            Span<double> vector = vectors.Slice(i * length, length);
            double before = Dot(vector, vector);
            for (int pass = 0; pass < 2; pass++)
            {
                for (int j = 0; j < i; j++)
                {
                    ReadOnlySpan<double> other = vectors.Slice(j * length, length);
                    Subtract(vector, Dot(vector, other), other);
                }

                double left = Dot(vector, vector);
                if (left > Enough * before) break;
            }

            double size = Math.Sqrt(Dot(vector, vector));
            if (!(size > 0)) throw new ArithmeticException("A vector is a sum of those before it.");
            for (int k = 0; k < vector.Length; k++) vector[k] /= size;
        }
    }

    /// <summary>The sum of products: four sums side by side twice, then those that are left over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ReadOnlySpan<Vector256<double>> a = MemoryMarshal.Cast<double, Vector256<double>>(left);
        ReadOnlySpan<Vector256<double>> b = MemoryMarshal.Cast<double, Vector256<double>>(right);
        Vector256<double> even = Vector256<double>.Zero;
        Vector256<double> odd = Vector256<double>.Zero;
        int i = 0;
        for (; i + 1 < a.Length; i += 2)
        {
            even += a[i] * b[i];
            odd += a[i + 1] * b[i + 1];
        }

        if (i < a.Length) even += a[i] * b[i];
        Vector256<double> sums = even + odd;
        double sum = (sums.GetElement(0) + sums.GetElement(1)) + (sums.GetElement(2) + sums.GetElement(3));
        for (int k = a.Length * Vector256<double>.Count; k < left.Length; k++) sum += left[k] * right[k];
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Subtract(Span<double> vector, double factor, ReadOnlySpan<double> other)
    {
        Span<Vector256<double>> a = MemoryMarshal.Cast<double, Vector256<double>>(vector);
        ReadOnlySpan<Vector256<double>> b = MemoryMarshal.Cast<double, Vector256<double>>(other);
        Vector256<double> factors = Vector256.Create(factor);
        for (int i = 0; i < a.Length; i++) a[i] -= factors * b[i];
        for (int k = a.Length * Vector256<double>.Count; k < vector.Length; k++) vector[k] -= factor * other[k];
    }
}
