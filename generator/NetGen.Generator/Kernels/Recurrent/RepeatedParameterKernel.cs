using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Copies a vector of parameters for each sample.</summary>
internal sealed class RepeatedParameterKernel(string name, MemoryOperand parameter, TensorOperand output) : Kernel(name)
{
    private int Values => output.Tensor.Shape.Channels;

    public override string Formula => "output[n] = parameter";

    public override IReadOnlyList<Operand> Operands { get; } = [parameter, output];

    public override long WorkPerSample => Values;

    public override string Title => $"ParameterRepeatedAs{KernelTitle.Values(output.Tensor.Shape)}";

    public override string DescribePlan() => $"{Literals.Count(Values, "value")} for each sample";

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = writer.Block($"static void {Name}({Signature})");
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        string target = $"ref Unsafe.Add(ref {output.Name}, sample * (nint){output.Tensor.Storage.SampleStride})";
        writer.Line($"MemoryMarshal.CreateReadOnlySpan(ref {parameter.Name}, {Values}).CopyTo(MemoryMarshal.CreateSpan({target}, {Values}));");
    }
}
