using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Planning;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>Prints the members by which several threads share a call of Forward, and the phases of a single sample.</summary>
internal static class SharedInferenceEmitter
{
    private const string Memory = "global::NetGen.Runtime.AlignedMemory";

    private const string Parameters =
        "int phase, ref float source, ref float target, ref float parameters, ref float workspace, ref float scratch, int firstUnit, int endUnit";

    private const string Arguments = "phase, ref source, ref target, ref parameters, ref workspace, ref scratch, firstUnit, endUnit";

    // Of a network with many layers one method would be beyond what the JIT optimises.
    private const int PhasesPerMethod = 64;

    // A phase is mostly a call, which is as short where it stands.
    private const int FewestAlike = 16;

    /// <summary>The members of the user's class.</summary>
    public static void EmitContract(SourceWriter writer, NetworkPlan plan, string contract)
    {
        string kernels = NetworkEmitter.QualifiedKernelClass(plan);
        writer.Line($"global::NetGen.Runtime.InferenceProgram {contract}.Program => {ConstantsEmitter.Inference(plan)};");
        writer.Line();
        writer.Line($"global::NetGen.Runtime.WorkspacePool {contract}.Workspaces => {ConstantsEmitter.Workspaces(plan)};");
        writer.Line();
        writer.Line($"void {contract}.ForwardSamples(ref float source, ref float target, int samples, {Memory} workspace)");
        string start = InferenceEmitter.ParameterStart(plan);
        using (writer.Indent()) writer.Line($"=> {kernels}.ForwardSamples(ref source, ref target, samples, {start}, ref workspace.Start);");
        writer.Line();
        string phase = $"void {contract}.RunPhase(int phase, ref float source, ref float target, {Memory} workspace, {Memory} scratch, int firstUnit, int endUnit)";
        if (plan.SharedSample.Phases.Count > 0)
        {
            writer.Line(phase);
            using (writer.Indent())
            {
                writer.Line(
                    $"=> {kernels}.RunPhaseOfSample(phase, ref source, ref target, {start}, ref workspace.Start, ref scratch.Start, firstUnit, endUnit);");
            }

            return;
        }

        // One thread computes a single sample alone.
        using SourceWriter.BlockScope nothing = writer.Block(phase);
    }

    /// <summary>The phases of a single sample, in the class of kernels.</summary>
    public static void EmitPhases(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line("// One phase of the forward pass of a single sample, which threads share: each takes its own units of the result.");
        int count = plan.SharedSample.Phases.Count;
        IReadOnlyList<IReadOnlyList<Call>> calls = [.. plan.SharedSample.Phases.Select(phase => (IReadOnlyList<Call>)[.. phase.Kernels.Select(kernel => MakeCall(plan, phase, kernel))])];
        // The last one hands the result over.
        IReadOnlyList<AlikePhases> groups = AlikePhases.Group(calls, phase => phase == count - 1 ? null : "", FewestAlike);
        Dictionary<int, (AlikePhases Group, int Turn)> shared = groups.Where(group => group.IsShared)
            .SelectMany(group => group.Phases.Select((phase, turn) => (phase, group, turn)))
            .ToDictionary(item => item.phase, item => (item.group, item.turn));
        for (int first = 0; first < count; first += PhasesPerMethod)
        {
            if (first > 0) writer.Line();
            using SourceWriter.BlockScope method = writer.Block($"{(first == 0 ? "internal" : "private")} static void {MethodOfPhase(first)}({Parameters})");
            int next = first + PhasesPerMethod;
            if (next < count)
            {
                using SourceWriter.BlockScope later = writer.Block($"if (phase >= {next})");
                writer.Line($"{MethodOfPhase(next)}({Arguments});");
                writer.Line("return;");
            }

            PassBody body = NewBody();
            using (body.Writer.Block("switch (phase)"))
            {
                for (int index = first; index < Math.Min(next, count); index++)
                {
                    if (shared.TryGetValue(index, out (AlikePhases Group, int Turn) place)) body.Writer.Line($"case {index}: {AlikeMethod(place.Group)}({Arguments}, {place.Turn}); break;");
                    else EmitPhase(body, plan, index, calls[index]);
                }
            }

            body.PrintTo(writer);
        }

        foreach (AlikePhases group in groups.Where(group => group.IsShared)) EmitAlike(writer, group, calls);
    }

    private static string MethodOfPhase(int first) => first == 0 ? "RunPhaseOfSample" : $"RunPhaseOfSampleFrom{Literals.Integer(first)}";

    private static string AlikeMethod(AlikePhases group) => $"RunPhaseOfSampleLike{Literals.Integer(group.First)}";

    private static Call MakeCall(NetworkPlan plan, SharedPhase phase, Kernel kernel) => new(
        plan.Named(kernel).Name,
        [.. kernel.Operands.Select(operand => Address(operand, plan)), Argument.Fixed(phase.Units > 1 ? "1, firstUnit, endUnit" : kernel.WholeSamples("1"))]);

    private static PassBody NewBody()
        => PassBody.Plain("phase", "source", "target", "parameters", "workspace", "scratch", "firstUnit", "endUnit", "turn", "row", "result", "part");

    private static void EmitPhase(PassBody body, NetworkPlan plan, int index, IReadOnlyList<Call> calls)
    {
        SourceWriter writer = body.Writer;
        bool isLast = index == plan.SharedSample.Phases.Count - 1;
        if (calls.Count == 1 && !isLast)
        {
            writer.Line($"case {index}: {calls[0].Text(body)} break;");
            return;
        }

        using SourceWriter.BlockScope section = writer.Block($"case {index}:");
        foreach (Call call in calls) writer.Line(call.Text(body));
        if (isLast) OutputEmitter.Emit(body, plan, operand => Address(operand, plan), isLast: true);
        writer.Line("break;");
    }

    private static void EmitAlike(SourceWriter writer, AlikePhases group, IReadOnlyList<IReadOnlyList<Call>> calls)
    {
        writer.Line();
        writer.Line($"// Phases {string.Join(", ", group.Phases)}: the same kernels of {group.Phases.Count} layers, by turns.");
        using SourceWriter.BlockScope method = writer.Block($"private static void {AlikeMethod(group)}({Parameters}, int turn)");
        PassBody body = NewBody();
        Offsets offsets = new("turn", body);
        string[] statements = [.. calls[group.First].Select((_, call) => offsets.Statement([.. group.Phases.Select(phase => calls[phase][call])]))];
        offsets.Declare(body.Writer);
        foreach (string statement in statements) body.Writer.Line(statement);
        body.PrintTo(writer);
    }

    /// <summary>Tensors lie in the workspace that threads share, scratch memory in each one's own.</summary>
    private static Argument Address(Operand operand, NetworkPlan plan)
        => operand is WorkerScratchOperand ? Argument.Fixed(Addresses.At("scratch", Literals.Integer(plan.Memory.InferenceScratch))) : Addresses.Inference(operand, null, plan.Memory);
}
