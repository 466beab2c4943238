using NetGen.Generator.Kernels;
using NetGen.Generator.Layers;
using NetGen.Generator.Memory;
using NetGen.Generator.Planning;
using NetGen.Generator.Writing;

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
            new PhaseEmitter(plan).EmitMethods(writer);
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
        RowTable phases = new("Phases", "", "global::NetGen.Runtime.TrainingPhase", [.. plan.Phases.Select(PhaseRow)]);
        RowTable tensors = new("Tensors", "Tensors:", "global::NetGen.Runtime.LayerTensor", [.. Enumerable.Range(0, plan.Tensors.Count).Select(index => TensorRow(plan, index))]);
        writer.Line($"static global::NetGen.Runtime.TrainingProgram {contract}.Program {{ get; }} = new(");
        using (writer.Indent())
        {
            phases.EmitReference(writer);
            writer.Line($"WorkspacePerSample: {plan.Memory.TrainingPerSample},");
            writer.Line($"WorkspaceFixed: {plan.Memory.TrainingFixed},");
            writer.Line($"WorkspacePerWorker: {plan.Memory.TrainingPerWorker},");
            EmitTargets(writer, plan.Model);
            tensors.EmitReference(writer);
            writer.Line(plan.Model.IsPlain ? $"MinimumBatch: {plan.MinimumBatch});" : $"MinimumBatch: {plan.MinimumBatch}) {{ Targets = s_targets }};");
        }

        phases.EmitMethods(writer);
        tensors.EmitMethods(writer);
    }

    private static void EmitTargets(SourceWriter writer, NetworkModel model)
    {
        const string Target = "global::NetGen.Runtime.TrainingTarget";
        if (model.IsPlain)
        {
            writer.Line($"Target: {Target}.{model.Losses[0].Loss.Target},");
            writer.Line($"TargetSize: {model.OutputSize},");
            return;
        }

        writer.Line($"Target: {Target}.Rows,");
        writer.Line($"TargetSize: {model.TargetSize},");
    }

    /// <summary>What the losses compare with, where there are several: a member of the network, for evaluation needs it too.</summary>
    public static void EmitTargetList(SourceWriter writer, NetworkModel model)
    {
        IEnumerable<string> rows = model.Losses.Select(term =>
            $"new({Literals.Text(model.Nodes[term.Node].Name)}, global::NetGen.Runtime.TrainingTarget.{term.Loss.Target}, {model.Nodes[term.Node].OutputShape.Size}, {Offset(term)}, {Literals.Double(term.Weight)})");
        writer.Line(
            $"global::System.Collections.Generic.IReadOnlyList<global::NetGen.Runtime.TargetInfo> global::NetGen.Runtime.IHasTargets.Targets => s_targets;");
        writer.Line();
        writer.Line($"private static readonly global::NetGen.Runtime.TargetInfo[] s_targets = [{string.Join(", ", rows)}];");

        // Where in a sample's row of outputs the output begins that a loss reads.
        int Offset(LossTerm term) => model.Outputs.TakeWhile(output => output != term.Node).Sum(output => model.Nodes[output].OutputShape.Size);
    }

    private static string PhaseRow(Phase phase)
        => $"new global::NetGen.Runtime.TrainingPhase({Literals.Text(phase.Name)}, {Literals.Integer(phase.WorkPerSample)}, {Literals.Integer(phase.WorkPerStep)}),";

    /// <summary>Where a layer's output lies: what NetworkSignal.MeasureSignal reads.</summary>
    private static string TensorRow(NetworkPlan plan, int index)
    {
        PlannedTensor tensor = plan.Tensors[index];
        TensorValue value = tensor.Value;
        string saturation = tensor.SaturationSource < 0
            ? ""
            : $", new({tensor.SaturationSource}, [{string.Join(", ", tensor.Saturated.Select(Literals.Rounded))}])";
        return $"new({(tensor.HoldsValues ? value.Storage.TrainingOffset : -1)}, {(tensor.HoldsGradient ? value.Storage.GradientOffset : -1)}, {value.Storage.SampleStride}, "
            + (tensor.IsRow ? $"1, {value.Shape.Size}, {value.Shape.Size}" : $"{value.Shape.Positions}, {value.Shape.Channels}, {value.Pitch}")
            + $"{saturation}), // {plan.Model.Nodes[index].Name}";
    }

    private static void EmitSwitch(SourceWriter writer, NetworkPlan plan, string contract)
    {
        using SourceWriter.BlockScope method = writer.Block($"void {contract}.RunPhase(int phase, global::NetGen.Runtime.TrainingPass pass, int worker, int workers)");
        using SourceWriter.BlockScope choice = writer.Block("switch (phase)");
        new PhaseEmitter(plan).EmitCases(writer, NetworkEmitter.QualifiedKernelClass(plan));
    }

    private static void EmitCommit(SourceWriter writer, NetworkPlan plan)
    {
        const string Parameters = "TrainingPass pass, ref float parameters";
        writer.Line("// After a step was accepted: what layers keep besides parameters.");
        PassBody body = PhaseEmitter.NewBody();
        CallPrinter printer = new(body, PhaseEmitter.NewBody, "CommitState");
        printer.Print(
            [.. plan.Commits.Select(kernel => PhaseEmitter.MakeCall(plan, kernel, "0", $"pass.Batch, 0, {kernel.Units}"))], Parameters, "pass, ref parameters");
        using (writer.Block($"internal static void CommitState({Parameters})")) body.PrintTo(writer);
        printer.PrintParts(writer);
    }
}
