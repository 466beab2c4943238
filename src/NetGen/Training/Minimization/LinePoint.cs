namespace NetGen;

/// <summary>A point on the line that is searched.</summary>
/// <param name="Length">How far from the line's beginning.</param>
/// <param name="Loss">The function's value.</param>
/// <param name="Slope">The gradient along the line.</param>
/// <param name="Gradient">The gradient.</param>
internal sealed record LinePoint(double Length, double Loss, double Slope, float[] Gradient)
{
    /// <summary>Where a cubic with the values and slopes of two points has its minimum, inside of limits; in their middle where it has none.</summary>
    public static double Interpolate(LinePoint first, LinePoint second, double low, double high)
    {
        (LinePoint left, LinePoint right) = first.Length <= second.Length ? (first, second) : (second, first);
        double mean = left.Slope + right.Slope - (3 * (left.Loss - right.Loss) / (left.Length - right.Length));
        double square = (mean * mean) - (left.Slope * right.Slope);
        double root = Math.Sqrt(square);
        double minimum = right.Length - ((right.Length - left.Length) * ((right.Slope + root - mean) / (right.Slope - left.Slope + (2 * root))));
        return square >= 0 && double.IsFinite(minimum) ? Math.Clamp(minimum, low, high) : (low + high) / 2;
    }

    /// <inheritdoc cref="Interpolate(LinePoint, LinePoint, double, double)"/>
    public static double Interpolate(LinePoint first, LinePoint second)
        => Interpolate(first, second, Math.Min(first.Length, second.Length), Math.Max(first.Length, second.Length));
}
