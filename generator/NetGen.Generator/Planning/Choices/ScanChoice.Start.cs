using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <content>A recurrence whose state in front of the first step is given.</content>
internal static partial class ScanChoice
{
    public static void Choose(RepeatedParameter repeated, KernelBuilder builder)
    {
        PlannedParameter parameter = builder.Parameter(repeated.Parameter);
        TensorValue output = builder.Define(repeated.Output);
        builder.Forward(new RepeatedParameterKernel(builder.KernelName("Repeat"), ParameterOperand.Read("parameter", parameter), TensorOperand.Write("output", output)));
        MatrixProductChoice.BiasGradient(builder, output, parameter);
    }

    private static IReadOnlyList<StepPlace> Starts(Scan scan, KernelBuilder builder)
    {
        if (scan.Start is not { } start) return [];
        StepPlace state = new(StepMemory.Start, builder.Padded(start.State));
        return start.Cell is null ? [state] : [state, new(StepMemory.CellStart, builder.Padded(start.Cell))];
    }

    /// <summary>Hands on the states of all steps, without the one in front of them.</summary>
    private static CopyChannelsKernel CopyStates(KernelBuilder builder, RecurrencePlan plan, StepPlace states, TensorValue output) => new(
        builder.KernelName("States"),
        TensorOperand.Read("states", states.Tensor),
        states.Pitch,
        plan.IsReversed ? 0 : states.Pitch,
        TensorOperand.Write("output", output),
        output.Pitch,
        0,
        plan.Units,
        plan.Steps);

    /// <summary>What has been carried in front of the first step is the gradient by what was given there.</summary>
    private static void ChooseStartGradient(ScanStart start, KernelBuilder builder, RecurrencePlan plan, IReadOnlyList<StepPlace> places)
    {
        TensorOperand Carried(StepMemory memory) => TensorOperand.Read(StepText.Name(memory), places.Single(place => place.Memory == memory).Tensor);
        void Contribute(Tensor given, StepMemory carried, params StepMemory[] factors)
        {
            if (!builder.NeedsGradient(given)) return;
            builder.Backward(new ScaledGradientKernel(
                builder.KernelName("StartGradient"), Carried(carried), [.. factors.Select(Carried)], TensorOperand.ContributeGradient("startGradient", builder.Padded(given))));
        }

        // Where a part of the state is dropped, what comes through the weights is carried by itself.
        if (!plan.Drops || plan.Cell.PassesStateOn) Contribute(start.State, StepMemory.Carried);
        if (plan.Drops) Contribute(start.State, StepMemory.MaskedGradient, StepMemory.Mask);
        if (start.Cell is not null) Contribute(start.Cell, StepMemory.CellCarried);
    }
}
