using NetGen.Generator.Model;

namespace NetGen.Generator.Operations;

/// <summary>Values of a sample that one operation hands to others. It has a shape and no place in memory: that is for Planning to find.</summary>
/// <remarks>Equal by reference: two tensors of one shape are two tensors.</remarks>
/// <param name="name">The layer whose values they are: conv1.</param>
/// <param name="shape">Of one sample.</param>
internal sealed class Tensor(string name, Shape shape)
{
    public string Name { get; } = name;

    public Shape Shape { get; } = shape;

    public override string ToString() => $"{Name} [{Shape}]";
}

/// <summary>A parameter as operations read it. How it is packed is for Planning to decide.</summary>
/// <param name="Name">The file's name for it: conv1.weight.</param>
internal sealed record ParameterTensor(string Name, ParameterSpec Spec);
