namespace NetGen;

/// <summary>Exponential linear unit (Clevert et al., 2015): <c>x</c> where positive, <c>Alpha * (exp(x) - 1)</c> elsewhere.</summary>
/// <remarks>Element by element; any shape; no parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ELUAttribute : LayerAttribute
{
    /// <summary>The activation with its constant.</summary>
    /// <param name="alpha">Minus the limit for very negative values; positive.</param>
    public ELUAttribute(double alpha = 1) => Alpha = alpha;

    /// <summary>Minus the limit for very negative values; positive.</summary>
    public double Alpha { get; }
}
