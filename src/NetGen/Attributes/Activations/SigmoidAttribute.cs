namespace NetGen;

/// <summary>Logistic function <c>1 / (1 + exp(-x))</c>: between 0 and 1. Right for gates and probabilities; in deep hidden stacks its gradients vanish.</summary>
/// <remarks>Element by element; any shape; no parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SigmoidAttribute : LayerAttribute;
