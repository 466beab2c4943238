using System.Text;

using NetGen.Generator.Kernels;
using NetGen.Generator.Layers;
using NetGen.Generator.Memory;
using NetGen.Generator.Planning;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>A plan as text: what is decided, and why. Snapshots of it show what a change of policy changes.</summary>
internal static class PlanText
{
    public static string Write(NetworkPlan plan)
    {
        StringBuilder text = new();
        text.Append($"{plan.Model.Type.Name}: {string.Join(" and ", plan.NetworkInputs.Select(input => input.Shape))} -> {string.Join(" and ", plan.NetworkOutputs.Select(output => output.Shape))}\n");
        foreach (LayerNode node in plan.Model.Nodes) text.Append($"  {Describe.Node(node)}\n");
        if (plan.Unrolling.Reason is { } reason) text.Append($"  unrolling: {reason}\n");
        WriteSignal(text, plan);
        WriteParameters(text, plan);
        WriteInference(text, plan);
        WriteStream(text, plan);
        WriteTraining(text, plan);
        text.Append("\nkernels\n");
        foreach (KernelText kernel in plan.Sharing.Texts) WriteKernel(text, plan, kernel);
        foreach (KernelPart part in plan.Sharing.Parts)
            text.Append($"  {part.Name}, a part of {string.Join(", ", part.Callers.Select(index => plan.Sharing.Texts[index].Name))}\n");
        return text.ToString();
    }

    private static void WriteSignal(StringBuilder text, NetworkPlan plan)
    {
        text.Append($"\nsignal, predicted {SignalTable.Summary(plan.Signal)}\n");
        foreach (string row in SignalTable.Rows(plan.Model, plan.Signal)) text.Append($"  {row}\n");
        foreach (string line in SignalTable.Softmaxes(plan.Model, plan.Signal)) text.Append($"  {line}\n");
    }

    private static void WriteParameters(StringBuilder text, NetworkPlan plan)
    {
        string narrow = plan.Memory.MasterSize == 0
            ? ""
            : $"; inference has the first {Literals.Grouped(plan.Memory.MasterSize)} in fewer bits, and without a trainer only there";
        text.Append($"\nparameters: {Literals.Grouped(plan.Memory.ParameterSize)} floats, ");
        text.Append($"{Literals.Grouped(plan.Memory.TrainedSize)} of them trained{narrow}\n");
        foreach (PlannedParameter parameter in plan.Parameters)
        {
            text.Append(
                $"  {parameter.Name} at {Literals.Integer(plan.Memory.OffsetOf(parameter))}: {Literals.Count(parameter.CopiedGroups, "group")} x {Literals.Count(parameter.PanelsPerGroup * parameter.Groups / parameter.CopiedGroups, "panel")} x "
                + $"{parameter.Spec.Rows}x{parameter.Spec.Columns} x {parameter.Spec.Inputs} x {parameter.Panel}; "
                + $"{parameter.Spec.Initializer.Description}{Bits(plan, parameter)}\n");
        }
    }

    /// <summary>In how many bits inference reads it, where the network asks for few.</summary>
    private static string Bits(NetworkPlan plan, PlannedParameter parameter)
    {
        if (parameter.Narrow is { Format: var format } narrow)
            return $"; {format.Precision}{(format.IsBundled ? " in bundles" : "")} at {Literals.Integer(plan.Memory.OffsetOf(narrow))}";
        if (plan.Model.Weights == WeightPrecision.Float32 || !parameter.Spec.IsTrained || parameter.Spec.FileShape.Count < 2) return "";
        return $"; stays float: {parameter.ReasonForFloats ?? "its kernels read floats"}";
    }

    private static void WriteInference(StringBuilder text, NetworkPlan plan)
    {
        text.Append($"\ninference: {Literals.Grouped(plan.Memory.InferenceSize)} floats of workspace, {Literals.Count(plan.Memory.Chunk, "sample")} at once\n");
        text.Append($"  a single sample: {plan.SingleSample.Reason}\n");
        if (plan.SharedSample.Phases.Count > 0)
        {
            IEnumerable<string> phases = plan.SharedSample.Phases.Where(phase => phase.Units > 1)
                .Select(phase => $"{plan.Named(phase.Kernels[0]).Name} in up to {phase.Units} parts, as {Literals.Grouped(phase.Work)} multiply-adds");
            text.Append($"  threads may share a single sample: {string.Join("; ", phases)}\n");
        }

        foreach (SampleStage stage in plan.Inference)
        {
            text.Append($"  {HowMany(stage.Granularity)}\n");
            foreach (Kernel kernel in stage.Kernels) text.Append($"    {plan.Named(kernel).Name}({string.Join(", ", kernel.Operands.Select(operand => Place(plan.Memory, operand, isTraining: false)))})\n");
        }
    }

    private static string HowMany(Granularity granularity) => granularity switch
    {
        Granularity.Sample => "sample by sample",
        Granularity.Few => $"{Kernel.FewSamples} samples at a time",
        _ => "by chunks",
    };

    private static void WriteStream(StringBuilder text, NetworkPlan plan)
    {
        if (plan.Stream is not { } stream) return;
        string end = stream.BoundedBy is { } layer ? $"ends with {Literals.Count(stream.Steps, "step")}, for which {layer} has memory or parameters" : "has no end";
        text.Append($"\nstream, a step at a time: {Literals.Grouped(stream.StateSize)} floats last from step to step, {Literals.Grouped(stream.MemorySize - stream.StateSize)} of workspace; {end}\n");
        foreach (Storage state in stream.States) text.Append($"  {state.Name} at {Literals.Integer(stream.OffsetOf(state))}: {Literals.Grouped(state.SampleStride)} floats\n");
        foreach (Kernel kernel in stream.Kernels) text.Append($"    {plan.Named(kernel).Name}({string.Join(", ", kernel.Operands.Select(operand => Place(stream, operand)))})\n");
    }

    private static string Place(StreamPlan stream, Operand operand) => operand switch
    {
        TensorOperand { Tensor.Storage: { Kind: StorageKind.NetworkInput } storage } => $"{operand.Name} {storage.Name}",
        TensorOperand { Tensor.Storage: var storage } => $"{operand.Name} {storage.Name}@{Literals.Integer(stream.OffsetOf(storage))}",
        ParameterOperand parameter => $"{operand.Name} {parameter.Parameter.Name}",
        _ => operand.Name,
    };

    private static void WriteTraining(StringBuilder text, NetworkPlan plan)
    {
        if (plan.Phases.Count == 0) return;
        text.Append(
            $"\ntraining: {Literals.Grouped(plan.Memory.TrainingPerSample)} floats of workspace per sample, {Literals.Grouped(plan.Memory.TrainingFixed)} more, "
            + $"at least {Literals.Count(plan.MinimumBatch, "sample")}\n");
        if (plan.Retained.Kind != Retention.Kept) text.Append($"  memory is shared: {plan.Retained.Reason}\n");
        foreach (Phase phase in plan.Phases)
        {
            text.Append($"  {phase.Name}, by {(phase.Axis == WorkAxis.Samples ? "samples" : "units")}: {Work(phase)}\n");
            foreach (Kernel kernel in phase.Kernels) text.Append($"    {plan.Named(kernel).Name}({string.Join(", ", kernel.Operands.Select(operand => Place(plan.Memory, operand, isTraining: true)))})\n");
        }

        foreach (Kernel kernel in plan.Commits) text.Append($"  after an accepted step: {plan.Named(kernel).Name}({string.Join(", ", kernel.Operands.Select(operand => Place(plan.Memory, operand, isTraining: true)))})\n");
    }

    /// <summary>What decides whether threads pay.</summary>
    private static string Work(Phase phase)
    {
        string perStep = $"work of {Literals.Grouped(phase.WorkPerStep)} multiply-adds";
        string perSample = $"{Literals.Grouped(phase.WorkPerSample)} multiply-adds per sample";
        return phase.WorkPerStep == 0 ? perSample : phase.WorkPerSample == 0 ? perStep : $"{perSample}, and {perStep}";
    }

    private static void WriteKernel(StringBuilder text, NetworkPlan plan, KernelText kernel)
    {
        text.Append($"  {kernel.Name}{(kernel.IsShared ? ", " + Describe.Callers(plan.Model, kernel) : "")}\n");
        foreach (string line in kernel.Kernels[0].DescribePlan().Split('\n')) text.Append($"    {line}\n");
    }

    private static string Place(MemoryPlan memory, Operand operand, bool isTraining) => operand switch
    {
        TensorOperand tensor => $"{operand.Name} {Place(memory, tensor, isTraining)}",
        ParameterOperand parameter => $"{operand.Name} {(parameter.IsGradient ? "d" : "")}{parameter.Parameter.Name}",
        ScratchOperand scratch => $"{operand.Name} {scratch.Scratch.Name}",
        DerivedOperand derived => $"{operand.Name} {derived.Derived.Name}",
        _ => operand.Name,
    };

    private static string Place(MemoryPlan memory, TensorOperand operand, bool isTraining)
    {
        Storage storage = isTraining ? operand.Tensor.Storage : operand.Tensor.Storage.ForInference;
        if (storage.Kind == StorageKind.NetworkInput) return storage.Name;
        int offset = isTraining ? memory.Training(storage, operand.IsGradient) : memory.Inference(storage);
        return $"{(operand.IsGradient ? "d" : "")}{storage.Name}@{Literals.Integer(offset)}";
    }
}
