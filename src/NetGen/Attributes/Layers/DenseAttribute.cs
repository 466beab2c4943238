namespace NetGen;

/// <summary>
/// A fully connected layer on a vector, or on each step of a sequence: <c>output[o] = bias[o] + sum over i of weight[o, i] * input[i]</c>.
/// </summary>
/// <remarks>
/// Parameters: <c>weight</c> [units, features] and <c>bias</c> [units]. Fan-in: features; fan-out: units. A sequence
/// (steps, features) becomes (steps, units), every step with the same parameters; on the pixels of an image a 1x1 convolution does that. Behind a
/// <see cref="FlattenAttribute"/> the columns of the saved weight are in PyTorch's order (channel, row, column).
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DenseAttribute : LayerAttribute
{
    /// <summary>A fully connected layer.</summary>
    /// <param name="units">Outputs; positive.</param>
    public DenseAttribute(int units) => Units = units;

    /// <summary>Outputs.</summary>
    public int Units { get; }

    /// <summary>Whether a trained number per unit is added. Superfluous in front of <see cref="BatchNormAttribute"/>.</summary>
    public bool UseBias { get; set; } = true;
}
