using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// Shows what layers put out in a training pass, and the gradients by it: behind the phase that completes a tensor where others take its place later, else when
/// the pass has ended.
/// </summary>
/// <param name="pass">The pass.</param>
/// <param name="program">Where tensors lie, and when.</param>
/// <param name="values">Is shown each layer's output, with the layer's index.</param>
/// <param name="gradients">Is shown the gradients by it; null where nobody asks.</param>
internal sealed class PassReader(TrainingPass pass, TrainingProgram program, Action<int, WorkspaceTensor> values,
    Action<int, WorkspaceTensor>? gradients = null)
{
    private const int EndOfPass = -1;

    /// <summary>Whether nothing is to be seen before the end.</summary>
    public static bool WaitsForEnd(TrainingProgram program) => program.Tensors.All(static tensor => tensor.ValuesPhase < 0);

    /// <summary>A phase has ended.</summary>
    public void Look(int phase)
    {
        for (int index = 0; index < program.Tensors.Count; index++)
        {
            LayerTensor tensor = program.Tensors[index];
            if (tensor.Offset >= 0 && tensor.ValuesPhase == phase) values(index, new WorkspaceTensor(pass, tensor, tensor.Offset));
            if (tensor.GradientOffset >= 0 && tensor.GradientPhase == phase) gradients?.Invoke(index, new WorkspaceTensor(pass, tensor, tensor.GradientOffset));
        }
    }

    /// <summary>The pass has ended.</summary>
    public void Finish() => Look(EndOfPass);
}
