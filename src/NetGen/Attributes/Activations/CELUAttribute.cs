namespace NetGen;

/// <summary><c>x</c> where positive, <c>Alpha * (exp(x / Alpha) - 1)</c> elsewhere (Barron, 2017): an ELU whose slope is continuous for every alpha.</summary>
/// <remarks>Element by element; any shape; no parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class CELUAttribute : LayerAttribute
{
    /// <summary>The activation with its constant.</summary>
    /// <param name="alpha">Minus the limit for very negative values; positive.</param>
    public CELUAttribute(double alpha = 1) => Alpha = alpha;

    /// <summary>Minus the limit for very negative values; positive.</summary>
    public double Alpha { get; }
}
