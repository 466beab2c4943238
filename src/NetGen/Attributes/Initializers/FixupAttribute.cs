namespace NetGen;

/// <summary>
/// For the layers of residual branches without normalisation (Zhang et al., "Fixup Initialization: Residual Learning Without Normalization", 2019):
/// the last layer of each branch begins with zeros, so that every block begins as its input; the others begin normal as with
/// <see cref="AutoAttribute"/>, which for a ReLU is He's variance, times <c>L^(-1/(2m - 2))</c>, L the number of residual branches of the network and
/// m the number of layers with weights in the branch. Both are counted from the network.
/// </summary>
/// <remarks>
/// The article also begins the head with zeros (<see cref="ZerosAttribute"/>) and has a scalar multiplier at the end of each branch and scalar
/// biases, which are left out here: layers have biases of their own.
/// </remarks>
/// <example>
/// <code>
/// [Block]
/// [ReLU] [Conv2D(16, 3, Padding = Padding.Same)] [Fixup]
/// [ReLU] [Conv2D(16, 3, Padding = Padding.Same)] [Fixup]
/// internal sealed class Branch;
///
/// [Residual&lt;Branch&gt;(Repeat = 9)]
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class FixupAttribute : InitializerAttribute;
