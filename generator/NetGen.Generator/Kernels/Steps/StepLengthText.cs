using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>How kernels read the lengths of samples: a whole number in the caller's row, as the bits of a float.</summary>
internal static class StepLengthText
{
    public const string Name = "lengths";

    /// <summary>The operand; null where all samples have all steps.</summary>
    public static TensorOperand? OperandOf(TensorValue? lengths) => lengths is null ? null : TensorOperand.Read(Name, lengths);

    /// <summary>The length of the sample that the reference is at. It lies in the caller's memory until it is read, so it is checked where it is used.</summary>
    /// <param name="steps">The most that there can be.</param>
    public static string Read(int steps) => $"StepLengths.Read(ref {Name}, {Literals.Integer(steps)})";

    /// <summary>The statement that goes on to the next sample.</summary>
    public static string Next(TensorOperand lengths) => $"{Name} = ref Unsafe.Add(ref {Name}, {Literals.Integer(lengths.Tensor.Storage.SampleStride)});";
}
