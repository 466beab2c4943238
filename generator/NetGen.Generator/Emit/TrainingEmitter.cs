using NetGen.Generator.Kernels;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emit;

/// <summary>Prints the phases of a training step.</summary>
internal static class TrainingEmitter
{
    public static string Emit(NetworkPlan plan)
    {
        SourceWriter writer = new();
        NetworkEmitter.Header(writer, $"{plan.Model.Type.Name}, training step");
        using (NetworkEmitter.OpenKernelClass(writer, plan))
        {
            for (int phase = 0; phase < plan.Phases.Count; phase++)
            {
                if (phase > 0) writer.Line();
                EmitPhase(writer, plan, phase);
            }

            if (plan.Commits.Count > 0)
            {
                writer.Line();
                EmitCommit(writer, plan);
            }
        }

        return writer.ToString();
    }

    /// <summary>The members by which a trainer runs the network's phases.</summary>
    public static void EmitContract(SourceWriter writer, NetworkPlan plan, string contract)
    {
        EmitProgram(writer, plan, contract);
        writer.Line();
        EmitSwitch(writer, plan, contract);
        writer.Line();
        string pass = $"void {contract}.CommitState(global::NetGen.Runtime.TrainingPass pass)";
        if (plan.Commits.Count > 0)
        {
            writer.Line($"{pass} => {NetworkEmitter.QualifiedKernelClass(plan)}.CommitState(pass, ref _parameters.Start);");
            return;
        }

        // No layer keeps anything but parameters.
        using SourceWriter.BlockScope nothing = writer.Block(pass);
    }

    private static void EmitProgram(SourceWriter writer, NetworkPlan plan, string contract)
    {
        writer.Line($"static global::NetGen.Runtime.TrainingProgram {contract}.Program {{ get; }} = new(");
        using (writer.Indent())
        {
            writer.Line("[");
            using (writer.Indent())
            {
                foreach (Phase phase in plan.Phases)
                {
                    writer.Line($"new global::NetGen.Runtime.TrainingPhase({Literals.Text(phase.Name)}, {Literals.Integer(phase.WorkPerSample)}, {Literals.Integer(phase.WorkPerStep)}),");
                }
            }

            writer.Line("],");
            writer.Line($"WorkspacePerSample: {plan.Memory.TrainingPerSample},");
            writer.Line($"WorkspaceFixed: {plan.Memory.TrainingFixed},");
            writer.Line($"WorkspacePerWorker: {plan.Memory.TrainingPerWorker},");
            writer.Line($"Target: global::NetGen.Runtime.TrainingTarget.{plan.Model.Loss!.Target},");
            writer.Line($"TargetSize: {plan.NetworkOutput.Shape.Size},");
            EmitTensors(writer, plan);
            writer.Line($"MinimumBatch: {plan.MinimumBatch});");
        }
    }

    /// <summary>Where each layer's output lies: what NetworkSignal.MeasureSignal reads.</summary>
    private static void EmitTensors(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line("Tensors:");
        writer.Line("[");
        using (writer.Indent())
        {
            for (int index = 0; index < plan.Tensors.Count; index++)
            {
                PlannedTensor tensor = plan.Tensors[index];
                TensorValue value = tensor.Value;
                string saturation = tensor.SaturationSource < 0
                    ? ""
                    : $", new({tensor.SaturationSource}, [{string.Join(", ", tensor.Saturated.Select(Literals.Rounded))}])";
                writer.Line(
                    $"new({(tensor.HoldsValues ? value.Storage.TrainingOffset : -1)}, {(tensor.HoldsGradient ? value.Storage.GradientOffset : -1)}, {value.Storage.SampleStride}, "
                    + (tensor.IsRow ? $"1, {value.Shape.Size}, {value.Shape.Size}" : $"{value.Shape.Positions}, {value.Shape.Channels}, {value.Pitch}")
                    + $"{saturation}), // {plan.Model.Nodes[index].Name}");
            }
        }

        writer.Line("],");
    }

    private static void EmitSwitch(SourceWriter writer, NetworkPlan plan, string contract)
    {
        using SourceWriter.BlockScope method = writer.Block($"void {contract}.RunPhase(int phase, global::NetGen.Runtime.TrainingPass pass, int worker, int workers)");
        using SourceWriter.BlockScope choice = writer.Block("switch (phase)");
        for (int phase = 0; phase < plan.Phases.Count; phase++)
        {
            writer.Line($"case {phase}: {NetworkEmitter.QualifiedKernelClass(plan)}.RunPhase{phase}(pass, ref _parameters.Start, worker, workers); break;");
        }
    }

    private static void EmitPhase(SourceWriter writer, NetworkPlan plan, int index)
    {
        Phase phase = plan.Phases[index];
        writer.Line(phase.Axis == WorkAxis.Samples
            ? $"// Phase {index}, {phase.Name}: every worker takes its own samples through all of these kernels."
            : $"// Phase {index}, {phase.Name}: every worker takes its own results over the whole batch.");
        using SourceWriter.BlockScope method = writer.Block($"internal static void RunPhase{index}(TrainingPass pass, ref float parameters, int worker, int workers)");
        EmitMemory(writer, phase.Kernels);
        if (phase.Axis == WorkAxis.Units)
        {
            foreach (Kernel kernel in phase.Kernels)
            {
                string first = $"Partition.First({kernel.Units}, worker, workers)";
                string end = $"Partition.First({kernel.Units}, worker + 1, workers)";
                EmitCall(writer, plan, kernel, "0", $"pass.Batch, {first}, {end}");
            }

            return;
        }

        writer.Line("int first = Partition.First(pass.Batch, worker, workers);");
        writer.Line("int end = Partition.First(pass.Batch, worker + 1, workers);");
        writer.Line("if (first == end) return;");
        foreach ((bool perSample, IReadOnlyList<Kernel> kernels) in InferenceSchedule.GroupByGranularity(phase.Kernels))
        {
            if (perSample)
            {
                using SourceWriter.BlockScope loop = writer.Block("for (int sample = first; sample < end; sample++)");
                foreach (Kernel kernel in kernels) EmitCall(writer, plan, kernel, "sample", kernel.WholeSamples("1"));
            }
            else
            {
                foreach (Kernel kernel in kernels) EmitCall(writer, plan, kernel, "first", kernel.WholeSamples("end - first"));
            }
        }
    }

    /// <summary>Declares the memory that the kernels use; no more, so that nothing is declared in vain.</summary>
    private static void EmitMemory(SourceWriter writer, IReadOnlyList<Kernel> kernels)
    {
        IReadOnlyList<Operand> operands = [.. kernels.SelectMany(kernel => kernel.Operands)];
        bool usesWorkspace = operands.Any(operand => operand is ScratchOperand or WorkerScratchOperand or TensorOperand { Tensor.Storage.Kind: StorageKind.Workspace });
        if (usesWorkspace)
        {
            writer.Line("nint capacity = pass.Capacity;");
            writer.Line("ref float workspace = ref pass.Workspace.Start;");
        }

        if (operands.Any(operand => operand is TensorOperand { Tensor.Storage.Kind: StorageKind.NetworkInput })) writer.Line("ref float inputs = ref pass.Inputs;");
        if (operands.Any(operand => operand is ParameterOperand { IsGradient: true })) writer.Line("ref float gradients = ref pass.Gradients.Start;");
    }

    private static void EmitCall(SourceWriter writer, NetworkPlan plan, Kernel kernel, string sample, string work)
    {
        IEnumerable<string> arguments = kernel.Operands.Select(operand => Addresses.Training(operand, sample, plan.Memory));
        writer.Line($"{kernel.Name}({string.Join(", ", arguments)}, {work});");
    }

    private static void EmitCommit(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line("// After a step was accepted: what layers keep besides parameters.");
        using SourceWriter.BlockScope method = writer.Block("internal static void CommitState(TrainingPass pass, ref float parameters)");
        EmitMemory(writer, plan.Commits);
        foreach (Kernel kernel in plan.Commits) EmitCall(writer, plan, kernel, "0", $"pass.Batch, 0, {kernel.Units}");
    }
}
