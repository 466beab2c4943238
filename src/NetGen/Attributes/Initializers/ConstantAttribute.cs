namespace NetGen;

/// <summary>All values the same.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ConstantAttribute : InitializerAttribute
{
    /// <summary>All values the same.</summary>
    /// <param name="value">Finite.</param>
    public ConstantAttribute(double value) => Value = value;

    /// <summary>The value.</summary>
    public double Value { get; }
}
