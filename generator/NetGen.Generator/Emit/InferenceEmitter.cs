using NetGen.Generator.Kernels;
using NetGen.Generator.Machine;
using NetGen.Generator.Planning;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>Prints the forward pass of inference.</summary>
internal static class InferenceEmitter
{
    private const string MemoryMarshal = "global::System.Runtime.InteropServices.MemoryMarshal";

    public static FileText Emit(NetworkPlan plan)
    {
        SourceWriter writer = new();
        NetworkEmitter.Header(writer, $"{plan.Model.Type.Name}, forward pass of inference");
        using (NetworkEmitter.OpenKernelClass(writer, plan))
        {
            KernelDispatch.DeclareOptions(writer);
            writer.Line();
            if (plan.SingleSample.HasOwnPass)
            {
                EmitSingleSample(writer, plan);
                writer.Line();
            }

            EmitSamples(writer, plan);
            writer.Line();
            EmitChunk(writer, plan);
            if (plan.SharedSample.Phases.Count > 0)
            {
                writer.Line();
                SharedInferenceEmitter.EmitPhases(writer, plan);
            }

            if (plan.Derivations.Count > 0)
            {
                writer.Line();
                EmitDerivation(writer, plan);
            }
        }

        return writer.ToFile();
    }

    /// <summary>The public method, and what it does with more than one sample.</summary>
    public static void EmitDriver(SourceWriter writer, NetworkPlan plan)
    {
        const string Parameters = "global::System.ReadOnlySpan<float> input, global::System.Span<float> output";
        writer.Line("/// <inheritdoc/>");
        using (writer.Block($"{Member(plan, "Forward")}({Parameters})"))
        {
            if (!plan.SingleSample.HasOwnPass)
            {
                EmitBatch(writer, plan);
                return;
            }

            using (writer.Block($"if (input.Length != {plan.Model.InputSize} || output.Length != {plan.Model.OutputSize})"))
            {
                writer.Line("ForwardBatch(input, output);");
                writer.Line("return;");
            }

            writer.Line();
            EmitGuards(writer, plan, "1");
            EmitBeginRead(writer, plan);
            writer.Line(
                $"{NetworkEmitter.QualifiedKernelClass(plan)}.ForwardSample(ref {MemoryMarshal}.GetReference(input), ref {MemoryMarshal}.GetReference(output), "
                + $"{ParameterStart(plan)});");
            EmitEndRead(writer);
        }

        writer.Line();
        using (writer.Block($"private void ForwardBatch({Parameters})")) EmitBatch(writer, plan);
    }

    /// <summary>The head of a method on rows: the network's own where its inputs and outputs are rows, else its contract's alone.</summary>
    public static string Member(NetworkPlan plan, string name)
        => plan.Model.IsPlain ? $"public void {name}" : $"void global::NetGen.INetwork<{TypeScope.FullName(plan.Model.Type)}>.{name}";

    private static void EmitBatch(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line($"int batch = global::NetGen.Runtime.Guard.Batch(input.Length, {plan.Model.InputSize}, output.Length, {plan.Model.OutputSize});");
        EmitGuards(writer, plan, "batch");
        writer.Line($"ref float source = ref {MemoryMarshal}.GetReference(input);");
        writer.Line($"ref float target = ref {MemoryMarshal}.GetReference(output);");
        EmitBeginRead(writer, plan);
        writer.Line("global::NetGen.Runtime.ParallelInference.Run(this, _threads, ref source, ref target, batch);");
        EmitEndRead(writer);
    }

    /// <summary>Lengths are looked at before anything is written.</summary>
    private static void EmitGuards(SourceWriter writer, NetworkPlan plan, string batch)
    {
        if (plan.Model.Inputs.Any(input => input.LengthsOf is not null)) writer.Line($"global::NetGen.Runtime.StepLengths.Require(Info, input, {batch});");
    }

    private static void EmitSamples(SourceWriter writer, NetworkPlan plan)
    {
        int chunk = plan.Memory.Chunk;
        using SourceWriter.BlockScope method = writer.Block(
            "internal static void ForwardSamples(ref float source, ref float target, int samples, ref float parameters, ref float workspace)");
        using SourceWriter.BlockScope loop = writer.Block($"for (int first = 0; first < samples; first += {chunk})");
        string count = chunk == 1 ? "1" : $"Math.Min({chunk}, samples - first)";
        writer.Line($"ForwardChunk(ref source, ref target, {count}, ref parameters, ref workspace);");
        writer.Line($"source = ref Unsafe.Add(ref source, {(long)chunk * plan.Model.InputSize});");
        writer.Line($"target = ref Unsafe.Add(ref target, {(long)chunk * plan.Model.OutputSize});");
    }

    private static void EmitSingleSample(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line($"// A single sample: {plan.SingleSample.Reason}.");
        writer.Line(KernelDispatch.Optimized);
        const string Parameters = "ref float source, ref float target, ref float parameters";
        PassBody body = NewBody();
        CallPrinter printer = new(body, NewBody, "ForwardSample", attribute: KernelDispatch.Optimized);
        using (writer.Block($"internal static void ForwardSample({Parameters})"))
        {
            writer.Line("Unsafe.SkipInit(out SampleWorkspace memory);");
            writer.Line("// A vector that is stored across two cache lines would be slow to read again.");
            writer.Line("ref float workspace = ref CacheLine.Align(ref memory[0]);");
            IReadOnlyList<Call> calls = [.. plan.Inference.SelectMany(stage => stage.Kernels).Select(kernel => SingleSampleCall(plan, kernel))];
            // What calls nothing has no loops either.
            if (plan.SingleSample.Form == SingleSampleForm.StraightLine)
            {
                foreach (Call call in calls) body.Writer.Line(call.Text(body));
            }
            else
            {
                printer.Print(calls, Parameters + ", ref float workspace", "ref source, ref target, ref parameters, ref workspace");
            }

            body.Writer.Line();
            OutputEmitter.Emit(body, plan, operand => Addresses.SingleSample(operand, plan.Memory), isLast: true);
            body.PrintTo(writer);
        }

        printer.PrintParts(writer);
        writer.Line();
        writer.Line($"[InlineArray({plan.Memory.SingleSampleSize + Panels.Largest})]");
        using SourceWriter.BlockScope workspace = writer.Block("private struct SampleWorkspace");
        writer.Line("private float _first;");
    }

    private static Call SingleSampleCall(NetworkPlan plan, Kernel kernel)
    {
        IEnumerable<Argument> operands = kernel.Operands.Select(operand => Addresses.SingleSample(operand, plan.Memory));
        return kernel.UsesSampleForm ? new Call(plan.Named(kernel).SampleName, [.. operands]) : new Call(plan.Named(kernel).Name, [.. operands, Argument.Fixed("1")]);
    }

    private static void EmitChunk(SourceWriter writer, NetworkPlan plan)
    {
        if (plan.Memory.Chunk > 1 && plan.Inference.Any(stage => !stage.IsLoop))
            writer.Line($"// Up to {plan.Memory.Chunk} samples at once: dense layers read their weights once for all of them.");
        const string Parameters = "ref float source, ref float target, int samples, ref float parameters, ref float workspace";
        const string Arguments = "ref source, ref target, samples, ref parameters, ref workspace";
        PassBody body = NewBody();
        CallPrinter printer = new(body, NewBody, "ForwardChunk");
        using (writer.Block($"internal static void ForwardChunk({Parameters})"))
        {
            foreach (SampleStage stage in plan.Inference)
            {
                SampleLoop samples = SampleLoop.Of(stage.Granularity, "0", "samples");
                if (stage.IsLoop) body.Writer.Line(samples.Reason);
                using SourceWriter.BlockScope? loop = samples.Open(body.Writer);
                IReadOnlyList<Call> calls = [.. stage.Kernels.Select(kernel => ChunkCall(plan, kernel, stage.IsLoop ? samples.First : null, samples.Count))];
                printer.Print(calls, Parameters + samples.Parameters, Arguments + samples.Arguments);
            }

            EmitOutput(body, plan);
            body.PrintTo(writer);
        }

        printer.PrintParts(writer);
    }

    /// <summary>
    /// Begins what reads parameters, which nobody may change until <see cref="EmitEndRead"/>; what follows from them is computed anew where they have changed.
    /// </summary>
    public static void EmitBeginRead(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line("int version = _parameters.BeginRead();");
        if (plan.Derivations.Count == 0 && plan.Memory.MasterSize == 0) return;
        string kernels = plan.Derivations.Count == 0 ? "null" : $"{NetworkEmitter.QualifiedKernelClass(plan)}.DeriveParameters";
        writer.Line($"if (_parameters.IsDerivedStale) _parameters.Derive({kernels});");
    }

    /// <summary>Ends what reads parameters.</summary>
    public static void EmitEndRead(SourceWriter writer) => writer.Line("_parameters.EndRead(version);");

    /// <summary>The first float of the parameters that inference reads.</summary>
    public static string ParameterStart(NetworkPlan plan) => plan.Memory.MasterSize == 0 ? "ref _parameters.Start" : "ref _parameters.InferenceStart";

    private static void EmitDerivation(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line("// What inference computes from the parameters once, after they have changed.");
        PassBody body = NewBody();
        CallPrinter printer = new(body, NewBody, "DeriveParameters");
        printer.Print([.. plan.Derivations.Select(kernel => DerivationCall(plan, kernel))], "ref float parameters", "ref parameters");
        using (writer.Block("internal static void DeriveParameters(ref float parameters)")) body.PrintTo(writer);
        printer.PrintParts(writer);
    }

    private static Call DerivationCall(NetworkPlan plan, Kernel kernel) => new(
        plan.Named(kernel).Name, [.. kernel.Operands.Select(operand => Addresses.Derivation(operand, plan.Memory)), Argument.Fixed($"1, 0, {kernel.Units}")]);

    private static Call ChunkCall(NetworkPlan plan, Kernel kernel, string? sample, string samples) => new(
        plan.Named(kernel).Name,
        [.. kernel.Operands.Select(operand => Addresses.Inference(operand, sample, plan.Memory)), Argument.Fixed(kernel.WholeSamples(samples))]);

    /// <summary>The body of a method of the pass, which is handed all memory.</summary>
    private static PassBody NewBody() => PassBody.Plain(
        "source", "target", "samples", "sample", "together", "parameters", "workspace", "memory", "block", "row", "result", "part");

    private static void EmitOutput(PassBody body, NetworkPlan plan)
    {
        using SourceWriter.BlockScope samples = body.Writer.Block("for (int sample = 0; sample < samples; sample++)");
        OutputEmitter.Emit(body, plan, operand => Addresses.Inference(operand, "sample", plan.Memory), isLast: false);
    }
}
