using NetGen.Generator.Kernels;
using NetGen.Generator.Planning;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>Prints the phases of a training step. Those that differ in numbers alone, as of equal layers, are one method.</summary>
internal sealed class PhaseEmitter
{
    private const string Parameters = "TrainingPass pass, ref float parameters, int worker, int workers";
    private const string Arguments = "pass, ref parameters, worker, workers";
    private const string Turn = "turn";

    private static readonly (string Variable, string Statement)[] Memory =
    [
        ("capacity", "nint capacity = pass.Capacity;"),
        ("workspace", "ref float workspace = ref pass.Workspace.Start;"),
        ("inputs", "ref float inputs = ref pass.Inputs;"),
        ("gradients", "ref float gradients = ref pass.Gradients.Start;"),
    ];

    // Two are as short by themselves.
    private const int FewestAlike = 3;

    private readonly NetworkPlan _plan;
    private readonly IReadOnlyList<PhaseBody> _bodies;
    private readonly IReadOnlyList<AlikePhases> _groups;

    public PhaseEmitter(NetworkPlan plan)
    {
        _plan = plan;
        _bodies = [.. plan.Phases.Select(phase => PhaseBody.Make(plan, phase))];
        _groups = AlikePhases.Group([.. _bodies.Select(body => body.AllCalls)], phase => _bodies[phase].Description, FewestAlike);
    }

    /// <summary>Prints the methods.</summary>
    public void EmitMethods(SourceWriter writer)
    {
        for (int i = 0; i < _groups.Count; i++)
        {
            if (i > 0) writer.Line();
            if (_groups[i].IsShared) EmitShared(writer, _groups[i]);
            else EmitAlone(writer, _groups[i].First);
        }
    }

    /// <summary>Prints the calls of them, as the cases of a switch.</summary>
    /// <param name="kernels">The class that holds the methods.</param>
    public void EmitCases(SourceWriter writer, string kernels)
    {
        foreach ((int phase, AlikePhases group, int turn) in _groups.SelectMany(group => group.Phases.Select((phase, turn) => (phase, group, turn))).OrderBy(item => item.phase))
        {
            writer.Line($"case {phase}: {kernels}.RunPhase{group.First}(pass, ref _parameters.Start, worker, workers{(group.IsShared ? $", {turn}" : "")}); break;");
        }
    }

    /// <summary>The body of a method of a training step: the memory of a pass, and the names of its method's variables.</summary>
    public static PassBody NewBody() => new(
        ["pass", "parameters", "worker", "workers", "first", "end", "sample", "together", "block", Turn, .. Memory.Select(memory => memory.Variable)], Memory);

    private static string HowDivided(Phase phase) => phase.Axis == WorkAxis.Samples
        ? "every worker takes its own samples through all of these kernels."
        : "every worker takes its own results over the whole batch.";

    private static void EmitShares(SourceWriter writer, Phase phase)
    {
        if (phase.Axis == WorkAxis.Units) return;
        writer.Line("int first = Partition.First(pass.Batch, worker, workers);");
        writer.Line("int end = Partition.First(pass.Batch, worker + 1, workers);");
        writer.Line("if (first == end) return;");
    }

    private void EmitAlone(SourceWriter writer, int index)
    {
        Phase phase = _plan.Phases[index];
        writer.Line($"// Phase {index}, {phase.Name}: {HowDivided(phase)}");
        PassBody body = NewBody();
        CallPrinter printer = new(body, NewBody, $"RunPhase{index}");
        using (writer.Block($"internal static void RunPhase{index}({Parameters})"))
        {
            EmitShares(writer, phase);
            string shares = phase.Axis == WorkAxis.Samples ? ", first, end" : "";
            string sharesDeclared = phase.Axis == WorkAxis.Samples ? ", int first, int end" : "";
            foreach ((SampleLoop samples, IReadOnlyList<Call> calls) in _bodies[index].Groups)
            {
                using SourceWriter.BlockScope? loop = samples.Open(body.Writer);
                printer.Print(calls, Parameters + sharesDeclared + samples.Parameters, Arguments + shares + samples.Arguments);
            }

            body.PrintTo(writer);
        }

        printer.PrintParts(writer);
    }

    private void EmitShared(SourceWriter writer, AlikePhases group)
    {
        Phase phase = _plan.Phases[group.First];
        writer.Line($"// Phases {string.Join(", ", group.Phases)}, {phase.Name}: the same kernels of {group.Phases.Count} layers, by turns; {HowDivided(phase)}");
        using SourceWriter.BlockScope method = writer.Block($"internal static void RunPhase{group.First}({Parameters}, int {Turn})");
        EmitShares(writer, phase);
        PassBody body = NewBody();
        Offsets offsets = new(Turn, body);
        IReadOnlyList<(SampleLoop Samples, string[] Statements)> groups =
        [
            .. _bodies[group.First].Groups.Select((part, position) => (part.Samples, part.Calls.Select((_, call) =>
                offsets.Statement([.. group.Phases.Select(index => _bodies[index].Groups[position].Calls[call])])).ToArray())),
        ];
        offsets.Declare(body.Writer);
        foreach ((SampleLoop samples, string[] statements) in groups)
        {
            using SourceWriter.BlockScope? loop = samples.Open(body.Writer);
            foreach (string statement in statements) body.Writer.Line(statement);
        }

        body.PrintTo(writer);
    }

    /// <summary>What a phase calls: stretches sample by sample, by a few samples, or over all.</summary>
    private sealed record PhaseBody(string Description, IReadOnlyList<(SampleLoop Samples, IReadOnlyList<Call> Calls)> Groups)
    {
        public IReadOnlyList<Call> AllCalls => [.. Groups.SelectMany(group => group.Calls)];

        public static PhaseBody Make(NetworkPlan plan, Phase phase)
        {
            if (phase.Axis == WorkAxis.Units)
                return new PhaseBody(phase.Name, [(SampleLoop.None, [.. phase.Kernels.Select(kernel => MakeUnitsCall(plan, kernel))])]);
            IReadOnlyList<(SampleLoop Samples, IReadOnlyList<Call> Calls)> groups =
                [.. SampleStage.Group(phase.Kernels).Select(stage => MakeGroup(plan, stage))];
            return new PhaseBody($"{phase.Name}: {string.Join(", ", groups.Select(group => $"{group.Samples.Step} {group.Calls.Count}"))}", groups);
        }

        private static (SampleLoop Samples, IReadOnlyList<Call> Calls) MakeGroup(NetworkPlan plan, SampleStage stage)
        {
            SampleLoop samples = SampleLoop.Of(stage.Granularity, "first", "end");
            return (samples, [.. stage.Kernels.Select(kernel => MakeCall(plan, kernel, samples.First, kernel.WholeSamples(samples.Count)))]);
        }

        private static Call MakeUnitsCall(NetworkPlan plan, Kernel kernel) => MakeCall(
            plan, kernel, "0", $"pass.Batch, Partition.First({kernel.Units}, worker, workers), Partition.First({kernel.Units}, worker + 1, workers)");
    }

    /// <summary>A call of a kernel in a training step.</summary>
    /// <param name="sample">The first sample, as text.</param>
    /// <param name="work">The last arguments.</param>
    public static Call MakeCall(NetworkPlan plan, Kernel kernel, string sample, string work)
        => new(plan.Named(kernel).Name, [.. kernel.Operands.Select(operand => Addresses.Training(operand, sample, plan.Memory)), Argument.Fixed(work)]);
}
