using NetGen.Generator.Kernels;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emit;

/// <summary>Prints the forward pass of inference.</summary>
internal static class InferenceEmitter
{
    public static string Emit(NetworkPlan plan)
    {
        SourceWriter writer = new();
        NetworkEmitter.Header(writer, $"{plan.Model.Type.Name}, forward pass of inference");
        using (NetworkEmitter.OpenKernelClass(writer, plan))
        {
            EmitChunk(writer, plan);
            if (plan.Derivations.Count > 0)
            {
                writer.Line();
                EmitDerivation(writer, plan);
            }
        }

        return writer.ToString();
    }

    /// <summary>The public method that walks over the batch.</summary>
    public static void EmitDriver(SourceWriter writer, NetworkPlan plan)
    {
        int chunk = plan.Memory.Chunk;
        int inputSize = plan.Model.Input.Size;
        int outputSize = plan.NetworkOutput.Shape.Size;
        const string MemoryMarshal = "global::System.Runtime.InteropServices.MemoryMarshal";
        const string Unsafe = "global::System.Runtime.CompilerServices.Unsafe";
        writer.Line($"private static readonly global::NetGen.Runtime.WorkspacePool s_workspaces = new({plan.Memory.InferenceSize});");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using SourceWriter.BlockScope method = writer.Block("public void Forward(global::System.ReadOnlySpan<float> input, global::System.Span<float> output)");
        writer.Line($"int batch = global::NetGen.Runtime.Guard.Batch(input.Length, {inputSize}, output.Length, {outputSize});");
        if (plan.Derivations.Count > 0) writer.Line($"if (_parameters.IsDerivedStale) _parameters.Derive({NetworkEmitter.QualifiedKernelClass(plan)}.DeriveParameters);");
        writer.Line("global::NetGen.Runtime.AlignedMemory workspace = s_workspaces.Rent();");
        writer.Line($"ref float source = ref {MemoryMarshal}.GetReference(input);");
        writer.Line($"ref float target = ref {MemoryMarshal}.GetReference(output);");
        using (writer.Block($"for (int first = 0; first < batch; first += {chunk})"))
        {
            string samples = chunk == 1 ? "1" : $"global::System.Math.Min({chunk}, batch - first)";
            writer.Line($"{NetworkEmitter.QualifiedKernelClass(plan)}.ForwardChunk(ref source, ref target, {samples}, ref _parameters.Start, ref workspace.Start);");
            writer.Line($"source = ref {Unsafe}.Add(ref source, {(long)chunk * inputSize});");
            writer.Line($"target = ref {Unsafe}.Add(ref target, {(long)chunk * outputSize});");
        }

        writer.Line();
        writer.Line("s_workspaces.Return(workspace);");
    }

    private static void EmitChunk(SourceWriter writer, NetworkPlan plan)
    {
        if (plan.Memory.Chunk > 1) writer.Line($"// Up to {plan.Memory.Chunk} samples at once: dense layers read their weights once for all of them.");
        using SourceWriter.BlockScope method = writer.Block(
            "internal static void ForwardChunk(ref float source, ref float target, int samples, ref float parameters, ref float workspace)");
        foreach (InferenceStage stage in plan.Inference)
        {
            if (stage.PerSample)
            {
                writer.Line("// Sample by sample: what a layer writes is still in cache when the next reads it.");
                using SourceWriter.BlockScope loop = writer.Block("for (int sample = 0; sample < samples; sample++)");
                foreach (Kernel kernel in stage.Kernels) EmitCall(writer, plan, kernel, "sample", "1");
            }
            else
            {
                foreach (Kernel kernel in stage.Kernels) EmitCall(writer, plan, kernel, null, "samples");
            }
        }

        EmitOutput(writer, plan);
    }

    private static void EmitDerivation(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line("// What inference computes from the parameters once, after they have changed.");
        using SourceWriter.BlockScope method = writer.Block("internal static void DeriveParameters(ref float parameters)");
        foreach (Kernel kernel in plan.Derivations)
        {
            IEnumerable<string> arguments = kernel.Operands.Select(operand => Addresses.Derivation(operand, plan.Memory));
            writer.Line($"{kernel.Name}({string.Join(", ", arguments)}, 1, 0, {kernel.Units});");
        }
    }

    private static void EmitCall(SourceWriter writer, NetworkPlan plan, Kernel kernel, string? sample, string samples)
    {
        IEnumerable<string> arguments = kernel.Operands.Select(operand => Addresses.Inference(operand, sample, plan.Memory.InferenceScratch));
        writer.Line($"{kernel.Name}({string.Join(", ", arguments)}, {samples});");
    }

    private static void EmitOutput(SourceWriter writer, NetworkPlan plan)
    {
        TensorValue output = plan.NetworkOutput;
        Shape shape = output.Shape;
        bool isRow = output.IsContiguous;
        int rows = isRow ? 1 : shape.Positions;
        int length = isRow ? shape.Size : shape.Channels;
        TensorOperand operand = new("output", output, IsGradient: false, IsWritten: false);
        writer.Line("// The caller's output has no padding.");
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        writer.Line($"ref float result = {Addresses.Inference(operand, "sample", plan.Memory.InferenceScratch)};");
        using SourceWriter.BlockScope? row = rows == 1 ? null : writer.Block($"for (int row = 0; row < {rows}; row++)");
        string source = rows == 1 ? "ref result" : $"ref Unsafe.Add(ref result, row * {output.Pitch})";
        writer.Line($"MemoryMarshal.CreateReadOnlySpan({source}, {length}).CopyTo(MemoryMarshal.CreateSpan(ref target, {length}));");
        writer.Line($"target = ref Unsafe.Add(ref target, {length});");
    }
}
