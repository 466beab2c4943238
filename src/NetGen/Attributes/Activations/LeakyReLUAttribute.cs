namespace NetGen;

/// <summary><c>x</c> where positive, <c>Slope * x</c> elsewhere: its units cannot die. Goes with <see cref="HeAttribute"/> of the same slope.</summary>
/// <remarks>Element by element; any shape; no parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LeakyReLUAttribute : LayerAttribute
{
    /// <summary>The activation with its constant.</summary>
    /// <param name="slope">Slope for negative values; finite.</param>
    public LeakyReLUAttribute(double slope = 0.01) => Slope = slope;

    /// <summary>Slope for negative values; finite.</summary>
    public double Slope { get; }
}
