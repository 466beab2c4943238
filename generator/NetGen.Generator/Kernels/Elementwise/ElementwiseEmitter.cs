using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Prints kernels that treat all of a sample's values alike. A sample's memory is whole cache lines, so there is no tail.</summary>
internal static class ElementwiseEmitter
{
    /// <param name="writer">Where to.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="tensor">Gives the extent.</param>
    /// <param name="names">The memory that is walked, sample by sample.</param>
    /// <param name="tensors">Its tensors, in the order of <paramref name="names"/>.</param>
    /// <param name="statement">The statements for the vector at a position, one a line.</param>
    public static void Emit(
        SourceWriter writer, Kernel kernel, TensorValue tensor, IReadOnlyList<string> names, IReadOnlyList<TensorValue> tensors, Func<string, string> statement)
    {
        KernelDispatch.EmitCommon(writer, kernel, Panels.Largest);
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + "Vectors", kernel.Signature);
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        int extent = Panels.RoundUp(tensor.Extent, Panels.Largest);
        using (writer.Block($"for (int i = 0; i < {extent}; i += TVector.Count)")) writer.Line(statement("i"));
        List<string> advanced = [];
        for (int i = 0; i < names.Count; i++)
        {
            if (advanced.Contains(names[i])) continue;
            advanced.Add(names[i]);
            writer.Line($"{names[i]} = ref Unsafe.Add(ref {names[i]}, {tensors[i].Storage.SampleStride});");
        }
    }

    /// <summary>The form for one sample that is a single row of channels: in vectors as wide as those in which its neighbours read and write them.</summary>
    public static void EmitSample(SourceWriter writer, Kernel kernel, TensorValue tensor, Func<string, string> statement)
    {
        string method = kernel.Name + "Row";
        writer.Line();
        KernelDispatch.EmitSample(writer, kernel, Panels.For(tensor.Shape.Channels), method);
        writer.Line();
        string operands = string.Join(", ", kernel.Operands.Select(operand => operand.Declaration));
        string inlining = kernel.Form.IsInlined ? KernelDispatch.Inlined : KernelDispatch.Optimized;
        using SourceWriter.BlockScope row = KernelDispatch.Method(writer, method, operands, inlining);
        using SourceWriter.BlockScope loop = writer.Block($"for (int i = 0; i < {tensor.Pitch}; i += TVector.Count)");
        writer.Line(statement("i"));
    }
}
