namespace NetGen;

/// <summary><c>1.7159 * tanh(2 x / 3)</c> (LeCun et al., "Efficient BackProp", 1998): a tanh that maps unit variance to about unit variance.</summary>
/// <remarks>Element by element; any shape; no parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LeCunTanhAttribute : LayerAttribute;
