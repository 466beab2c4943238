namespace NetGen;

/// <summary>
/// A sequence from its last step to its first: <c>output[t, c] = input[steps - 1 - t, c]</c>. In front of a causal layer and behind it, that layer sees what
/// comes later.
/// </summary>
/// <remarks>No parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ReverseAttribute : LayerAttribute;
