namespace NetGen;

/// <summary>
/// Gated linear unit (Dauphin and others, 2017): <c>a * sigmoid(b)</c>, a the first half of the channels and b the second, as PyTorch's <c>nn.GLU</c> of
/// the channels. The layer in front has twice as many units or filters as are wanted.
/// </summary>
/// <remarks>
/// Reads vectors, sequences and images of an even number of features or channels, and halves them; of a flattened image it halves the image's
/// channels. No parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GLUAttribute : LayerAttribute;
