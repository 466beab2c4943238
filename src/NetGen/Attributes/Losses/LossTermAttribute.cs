namespace NetGen;

/// <summary>
/// What all losses share. A loss ends the network, or one of its heads, and makes it trainable. A network with several heads has a loss behind
/// each: the next head begins with a layer that says what it reads by <c>Input</c>. What training makes small is the sum of the losses, each times
/// its <see cref="Weight"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LossTermAttribute : Attribute
{
    private protected LossTermAttribute()
    {
    }

    /// <summary>The name of the layer whose result the loss reads. Default: the layer above.</summary>
    public string? Input { get; set; }

    /// <summary>What the loss counts in the sum of all losses; positive.</summary>
    public double Weight { get; set; } = 1;
}
