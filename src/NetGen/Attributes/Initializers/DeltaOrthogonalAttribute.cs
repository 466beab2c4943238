namespace NetGen;

/// <summary>
/// An orthogonal matrix in the middle of a convolution's kernel and 0 around it: with stride 1 the layer keeps lengths (Xiao et al., "Dynamical isometry and a mean
/// field theory of CNNs", 2018). Needs an odd kernel, no groups, and at least as many filters as channels.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DeltaOrthogonalAttribute : InitializerAttribute
{
    /// <summary>An orthogonal matrix in the middle of a kernel.</summary>
    /// <param name="gain">Positive. 1 keeps lengths; sqrt(2) makes up for a rectifier.</param>
    public DeltaOrthogonalAttribute(double gain = 1) => Gain = gain;

    /// <summary>What lengths are multiplied by.</summary>
    public double Gain { get; }
}
