using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;

namespace NetGen.Generator.Planning;

/// <summary>One of the forms in which the forward kernels of a product are chosen.</summary>
/// <param name="Purpose">What their names end in.</param>
/// <param name="Weights">What they multiply with.</param>
/// <param name="Scales">What each output's sum is multiplied with at the end, or null.</param>
/// <param name="Bias">What is added to their sums, or null.</param>
/// <param name="Rectifies">Whether a ReLU is applied before the store.</param>
/// <param name="Add">Adds one to the pass that it is for.</param>
internal sealed record ProductForm(string Purpose, MemoryOperand Weights, MemoryOperand? Scales, MemoryOperand? Bias, bool Rectifies, Action<Kernel> Add);
