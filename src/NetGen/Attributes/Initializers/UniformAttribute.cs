namespace NetGen;

/// <summary>Values spread evenly between two limits. Their standard deviation is <c>(High - Low) / sqrt(12)</c>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class UniformAttribute : InitializerAttribute
{
    /// <summary>A uniform distribution.</summary>
    /// <param name="low">Lower limit; finite.</param>
    /// <param name="high">Upper limit; finite, above <paramref name="low"/>.</param>
    public UniformAttribute(double low, double high)
    {
        Low = low;
        High = high;
    }

    /// <summary>Lower limit.</summary>
    public double Low { get; }

    /// <summary>Upper limit.</summary>
    public double High { get; }
}
