namespace NetGen;

/// <summary>
/// <c>max(0, x) + a * min(0, x)</c> with a slope <c>a</c> for each channel, which is trained (He et al., 2015): a <see cref="LeakyReLUAttribute"/>
/// that finds out how leaky it should be. Goes with <see cref="HeAttribute"/> of the same slope.
/// </summary>
/// <remarks>
/// Element by element; any shape. Parameter: <c>weight</c> [channels] or [features], as PyTorch's <c>nn.PReLU(num_parameters=C)</c>, or with
/// <see cref="Shared"/> [1], as its <c>nn.PReLU()</c>. Weight decay would pull slopes to 0, which makes it a ReLU.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PReLUAttribute : LayerAttribute
{
    /// <summary>What all slopes begin with; finite.</summary>
    public double InitialSlope { get; set; } = 0.25;

    /// <summary>Whether there is one slope for all channels.</summary>
    public bool Shared { get; set; }
}
