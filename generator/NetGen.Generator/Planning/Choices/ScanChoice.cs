using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels of a recurrence over time.</summary>
internal static class ScanChoice
{
    public static void Choose(Scan scan, KernelBuilder builder)
    {
        TensorValue input = builder.Padded(scan.Input);
        TensorValue state = builder.Define(scan.Output);
        PlannedParameter weights = builder.Parameter(scan.Weight);
        PlannedParameter? bias = builder.ParameterIfAny(scan.Bias);
        builder.Forward(new RecurrentForwardKernel(
            builder.KernelName("Scan"),
            weights,
            scan.Function.Expression,
            scan.IsReversed,
            TensorOperand.Read("input", input),
            ParameterOperand.Read("weights", weights),
            ParameterOperand.ReadIfAny("bias", bias),
            TensorOperand.Write("state", state),
            builder.Unrolling));
        if (!builder.NeedsGradient(scan.Input)) return;
        ChooseBackward(scan, builder, input, state, weights, bias);
    }

    private static void ChooseBackward(Scan scan, KernelBuilder builder, TensorValue input, TensorValue state, PlannedParameter weights, PlannedParameter? bias)
    {
        int units = weights.Outputs;
        WeightOrder order = new(units, units, 1, weights.Panel, IsSideBySide: false);
        Scratch transposed = builder.NewScratch("TransposedWeights", order.Size(1));
        builder.Backward(new TransposeWeightsKernel(
            builder.KernelName("TransposeWeights"), 1, order, order, ParameterOperand.Read("weights", weights), new ScratchOperand("transposed", transposed, Access.Write)));
        builder.Backward(new RecurrentGradientKernel(
            builder.KernelName("ScanGradient"),
            units,
            weights.Panel,
            scan.Function.Expression,
            scan.IsReversed,
            TensorOperand.Read("state", state),
            TensorOperand.ReadGradient("stateGradient", state),
            new ScratchOperand("transposed", transposed, Access.Read),
            new TensorOperand("inputGradient", input, IsGradient: true, Access.Write),
            builder.Unrolling));

        // The weights multiply the state of the step before: as a convolution over time whose only tap is one step away. Where there is but one step that
        // tap sees none, and as one of another row, which there is not either, it leaves zeros.
        int before = scan.IsReversed ? -1 : 1;
        bool isAlone = state.Shape.Positions == 1;
        GradientSizes sizes = new(weights, units, 1, 1, state, input, 1, 1, 1, 1, isAlone ? before : 0, isAlone ? 0 : before);
        builder.Backward(new WeightGradientKernel(
            builder.KernelName("RecurrentWeightGradient"),
            sizes,
            TensorOperand.Read("state", state),
            TensorOperand.ReadGradient("inputGradient", input),
            ParameterOperand.ContributeGradient("weightGradient", weights),
            builder.Unrolling));
        MatrixProductChoice.BiasGradient(builder, input, bias);
    }
}
