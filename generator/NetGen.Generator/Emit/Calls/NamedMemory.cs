namespace NetGen.Generator.Emit;

/// <summary>Memory that a pass calls by name: a tensor, a parameter, the gradient of one, scratch memory.</summary>
/// <param name="Name">What it is: conv1, conv1.weight, conv1.weight.gradient. The variable's name follows from it.</param>
/// <param name="Reference">Where it begins: ref Unsafe.Add(ref workspace, capacity * 25104).</param>
internal sealed record NamedMemory(string Name, string Reference)
{
    /// <summary>The type of what lies there.</summary>
    public string Element { get; init; } = "float";
}
