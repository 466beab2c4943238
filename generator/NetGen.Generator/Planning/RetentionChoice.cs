using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;

namespace NetGen.Generator.Planning;

/// <summary>How a training step treats the memory of activations and gradients.</summary>
internal enum Retention
{
    /// <summary>Every tensor has memory of its own, and what is independent runs together: for all that caches hold.</summary>
    Kept,

    /// <summary>Tensors that are not needed at the same time share memory, and a layer's weights have their gradients as soon as its output has.</summary>
    Shared,

    /// <summary>
    /// The same, and of the forward pass only what stands between stretches of layers is kept: the rest is computed again when the backward pass comes to it.
    /// </summary>
    Recomputed,
}

/// <summary>How much memory a training step is to be content with, and why.</summary>
internal sealed record RetentionChoice(Retention Kind, string Reason)
{
    // 8 MiB: beyond second-level caches, so a barrier more for each layer is nothing beside moving its tensors.
    private const long MostKept = 1 << 21;

    /// <summary>Follows from what the declaration asks for, and from how large samples are.</summary>
    public static RetentionChoice Of(KernelProgram program, bool recomputes)
    {
        if (recomputes) return new(Retention.Recomputed, "Recompute = true");
        long floats = program.Training.Concat(program.BackwardPass)
            .SelectMany(kernel => kernel.Memory).OfType<TensorOperand>()
            .Where(operand => operand.Tensor.Storage.Kind == StorageKind.Workspace)
            .GroupBy(operand => operand.Memory).Sum(memory => (long)memory.First().Tensor.Storage.SampleStride);
        return floats > MostKept ? new(Retention.Shared, "a sample's tensors are more than a cache holds") : new(Retention.Kept, "a sample's tensors are few");
    }
}
