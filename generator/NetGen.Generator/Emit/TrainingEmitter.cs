using NetGen.Generator.Kernels;
using NetGen.Generator.Layers;
using NetGen.Generator.Memory;
using NetGen.Generator.Planning;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>Prints the phases of a training step.</summary>
internal static class TrainingEmitter
{
    public static FileText Emit(NetworkPlan plan, PhaseEmitter phases)
    {
        SourceWriter writer = new();
        NetworkEmitter.Header(writer, $"{plan.Model.Type.Name}, training step");
        using (NetworkEmitter.OpenKernelClass(writer, plan))
        {
            phases.EmitMethods(writer);
            if (plan.Commits.Count > 0)
            {
                writer.Line();
                EmitCommit(writer, plan);
            }
        }

        return writer.ToFile();
    }

    /// <summary>The members by which a trainer runs the network's phases.</summary>
    public static void EmitContract(SourceWriter writer, NetworkPlan plan, PhaseEmitter phases, string contract)
    {
        writer.Line($"static global::NetGen.Runtime.TrainingProgram {contract}.Program => {ConstantsEmitter.Program(plan)};");
        writer.Line();
        EmitSwitch(writer, plan, phases, contract);
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

    /// <summary>What the losses compare with, where there are several: evaluation needs it too.</summary>
    public static void EmitTargetList(SourceWriter writer, NetworkPlan plan)
        => writer.Line(
            $"global::System.Collections.Generic.IReadOnlyList<global::NetGen.Runtime.TargetInfo> global::NetGen.Runtime.IHasTargets.Targets => {ConstantsEmitter.Targets(plan)};");

    private static void EmitSwitch(SourceWriter writer, NetworkPlan plan, PhaseEmitter phases, string contract)
    {
        using SourceWriter.BlockScope method = writer.Block($"void {contract}.RunPhase(int phase, global::NetGen.Runtime.TrainingPass pass, int worker, int workers)");
        using SourceWriter.BlockScope choice = writer.Block("switch (phase)");
        phases.EmitCases(writer, NetworkEmitter.QualifiedKernelClass(plan));
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
