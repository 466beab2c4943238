using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>
/// The kernels of a normalisation over a sample's positions and groups of channels. What belongs to a group is kept for each of its channels, so that
/// all that goes over positions works on whole vectors of channels.
/// </summary>
internal static class GroupNormalizationChoice
{
    public static void Choose(GroupNormalization normalization, KernelBuilder builder)
    {
        TensorValue input = builder.Padded(normalization.Input);
        TensorValue output = builder.Define(normalization.Output);
        PlannedParameter? weight = builder.ParameterIfAny(normalization.Weight);
        PlannedParameter? bias = builder.ParameterIfAny(normalization.Bias);
        TensorOperand inputValues = TensorOperand.Read("input", input);
        MemoryOperand? gamma = ParameterOperand.ReadIfAny("gamma", weight);
        MemoryOperand? beta = ParameterOperand.ReadIfAny("beta", bias);
        ChannelGroups groups = new(input, normalization.Groups);
        TensorValue statistics = builder.NewValue(normalization.Output.Name + "Statistics", Shape.Sequence(2, input.Shape.Channels));
        TensorOperand known = TensorOperand.Read("statistics", statistics);
        builder.Forward(new GroupStatisticsKernel(builder.KernelName("Statistics"), normalization.Epsilon, groups, inputValues, TensorOperand.Write("statistics", statistics)));
        builder.Forward(new GroupNormalizeKernel(builder.KernelName("Forward"), inputValues, known, gamma, beta, TensorOperand.Write("output", output)));
        bool needsInputGradient = builder.NeedsGradient(normalization.Input);
        if (!builder.IsTrained || (weight is null && bias is null && !needsInputGradient)) return;

        TensorOperand outputGradient = TensorOperand.ReadGradient("outputGradient", output);
        TensorValue sums = builder.NewValue(normalization.Output.Name + "Sums", Shape.Sequence(needsInputGradient ? 4 : 2, input.Shape.Channels));
        TensorOperand summed = TensorOperand.Read("sums", sums);
        builder.Backward(new GroupSumsKernel(
            builder.KernelName("Sums"), groups, inputValues, known, outputGradient, gamma, needsInputGradient, TensorOperand.Write("sums", sums)));
        if (weight is not null || bias is not null)
        {
            builder.Backward(new GroupParameterGradientKernel(
                builder.KernelName("ParameterGradient"),
                summed,
                ParameterOperand.ContributeGradientIfAny("gammaGradient", weight),
                ParameterOperand.ContributeGradientIfAny("betaGradient", bias)));
        }

        if (!needsInputGradient) return;
        builder.Backward(new GroupInputGradientKernel(
            builder.KernelName("InputGradient"), inputValues, known, summed, outputGradient, gamma, TensorOperand.ContributeGradient("inputGradient", input)));
    }
}
