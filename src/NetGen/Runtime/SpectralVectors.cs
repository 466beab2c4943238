using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>What the power iterations of spectral normalisation do with their vectors.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SpectralVectors
{
    /// <summary>Divides a vector by its length, or by <paramref name="epsilon"/> where that is more.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values, padding included.</param>
    /// <param name="epsilon">The least divisor.</param>
    /// <returns>The length that it had.</returns>
    public static float Normalize(ref float values, int count, float epsilon)
    {
        Span<float> span = MemoryMarshal.CreateSpan(ref values, count);
        double squares = 0;
        foreach (float value in span) squares += (double)value * value;
        double length = Math.Sqrt(squares);
        double scale = 1 / Math.Max(length, epsilon);
        foreach (ref float value in span) value = (float)(value * scale);
        return (float)length;
    }
}
