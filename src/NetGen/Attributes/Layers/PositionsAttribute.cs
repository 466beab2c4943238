namespace NetGen;

/// <summary>Adds a trained vector to each time step: <c>output[t, c] = input[t, c] + weight[t, c]</c>. What tells attention, which has no order, where a step is.</summary>
/// <remarks>
/// Parameter: <c>weight</c> [steps, features], as of PyTorch's <c>nn.Embedding(steps, features)</c> of the steps' numbers; it begins normal with standard
/// deviation 0.02, as in GPT-2 and BERT.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PositionsAttribute : LayerAttribute;
