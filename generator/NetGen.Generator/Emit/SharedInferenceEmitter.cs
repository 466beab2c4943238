using NetGen.Generator.Kernels;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emit;

/// <summary>Prints the members by which several threads share a call of Forward, and the phases of a single sample.</summary>
internal static class SharedInferenceEmitter
{
    private const string Memory = "global::NetGen.Runtime.AlignedMemory";

    /// <summary>The members of the user's class.</summary>
    public static void EmitContract(SourceWriter writer, NetworkPlan plan, string contract)
    {
        string kernels = NetworkEmitter.QualifiedKernelClass(plan);
        EmitProgram(writer, plan);
        writer.Line();
        writer.Line($"global::NetGen.Runtime.InferenceProgram {contract}.Program => s_inference;");
        writer.Line();
        writer.Line($"global::NetGen.Runtime.WorkspacePool {contract}.Workspaces => s_workspaces;");
        writer.Line();
        writer.Line($"void {contract}.ForwardSamples(ref float source, ref float target, int samples, {Memory} workspace)");
        using (writer.Indent()) writer.Line($"=> {kernels}.ForwardSamples(ref source, ref target, samples, ref _parameters.Start, ref workspace.Start);");
        writer.Line();
        string phase = $"void {contract}.RunPhase(int phase, ref float source, ref float target, {Memory} workspace, {Memory} scratch, int firstUnit, int endUnit)";
        if (plan.SharedSample.Phases.Count > 0)
        {
            writer.Line(phase);
            using (writer.Indent()) writer.Line($"=> {kernels}.RunPhaseOfSample(phase, ref source, ref target, ref _parameters.Start, ref workspace.Start, ref scratch.Start, firstUnit, endUnit);");
            return;
        }

        // One thread computes a single sample alone.
        using SourceWriter.BlockScope nothing = writer.Block(phase);
    }

    /// <summary>The phases of a single sample, in the class of kernels.</summary>
    public static void EmitPhases(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line("// One phase of the forward pass of a single sample, which threads share: each takes its own units of the result.");
        using SourceWriter.BlockScope method = writer.Block(
            "internal static void RunPhaseOfSample("
            + "int phase, ref float source, ref float target, ref float parameters, ref float workspace, ref float scratch, int firstUnit, int endUnit)");
        using SourceWriter.BlockScope choice = writer.Block("switch (phase)");
        for (int index = 0; index < plan.SharedSample.Phases.Count; index++)
        {
            SharedPhase phase = plan.SharedSample.Phases[index];
            using SourceWriter.BlockScope section = writer.Block($"case {index}:");
            foreach (Kernel kernel in phase.Kernels)
            {
                string operands = string.Join(", ", kernel.Operands.Select(operand => Address(operand, plan)));
                writer.Line($"{kernel.Name}({operands}, {(phase.Units > 1 ? "1, firstUnit, endUnit" : kernel.WholeSamples("1"))});");
            }

            if (index == plan.SharedSample.Phases.Count - 1) InferenceEmitter.EmitCopy(writer, plan.NetworkOutput, operand => Address(operand, plan), isLast: true);
            writer.Line("break;");
        }
    }

    /// <summary>Tensors lie in the workspace that threads share, scratch memory in each one's own.</summary>
    private static string Address(Operand operand, NetworkPlan plan)
        => operand is WorkerScratchOperand ? Addresses.At("scratch", Literals.Integer(plan.Memory.InferenceScratch)) : Addresses.Inference(operand, null, plan.Memory.InferenceScratch);

    private static void EmitProgram(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line("private static readonly global::NetGen.Runtime.InferenceProgram s_inference = new(");
        using SourceWriter.BlockScope arguments = writer.Indent();
        writer.Line($"InputSize: {plan.Model.Input.Size},");
        writer.Line($"OutputSize: {plan.NetworkOutput.Shape.Size},");
        writer.Line($"WorkPerSample: {Literals.Integer(plan.WorkPerSample)},");
        writer.Line($"SamplesPerThread: {plan.SamplesPerThread},");
        IEnumerable<string> phases = plan.SharedSample.Phases.Select(phase => $"new({phase.Units}, {Literals.Integer(phase.Work)})");
        writer.Line($"Phases: [{string.Join(", ", phases)}]);");
    }
}
