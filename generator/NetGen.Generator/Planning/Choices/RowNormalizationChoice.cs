using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels of a normalisation over each row's channels.</summary>
internal static class RowNormalizationChoice
{
    public static void Choose(RowNormalization normalization, KernelBuilder builder)
    {
        TensorValue input = builder.Padded(normalization.Input);
        TensorValue output = builder.Define(normalization.Output);
        PlannedParameter? weight = builder.ParameterIfAny(normalization.Weight);
        PlannedParameter? bias = builder.ParameterIfAny(normalization.Bias);
        TensorOperand inputValues = TensorOperand.Read("input", input);
        MemoryOperand? gamma = ParameterOperand.ReadIfAny("gamma", weight);
        MemoryOperand? beta = ParameterOperand.ReadIfAny("beta", bias);
        NormalizedRow row = new(inputValues, normalization.IsCentered);
        builder.ForwardInference(new RowNormalizeKernel(
            builder.KernelName("Forward"), normalization.Epsilon, row, gamma, beta, null, TensorOperand.Write("output", output)));
        if (!builder.IsTrained) return;

        TensorValue statistics = builder.NewValue(normalization.Output.Name + "Statistics", Shape.Vector(row.Statistics * input.Shape.Positions));
        builder.ForwardTraining(new RowNormalizeKernel(
            builder.KernelName("Normalize"),
            normalization.Epsilon,
            row,
            gamma,
            beta,
            TensorOperand.Write("statistics", statistics),
            TensorOperand.Write("output", output)));
        TensorOperand kept = TensorOperand.Read("statistics", statistics);
        TensorOperand outputGradient = TensorOperand.ReadGradient("outputGradient", output);
        if (weight is not null || bias is not null)
        {
            builder.Backward(new RowNormalizationGradientKernel(
                builder.KernelName("ParameterGradient"),
                row,
                kept,
                outputGradient,
                ParameterOperand.ContributeGradientIfAny("gammaGradient", weight),
                ParameterOperand.ContributeGradientIfAny("betaGradient", bias)));
        }

        if (!builder.NeedsGradient(normalization.Input)) return;
        builder.Backward(new RowNormalizationInputGradientKernel(
            builder.KernelName("InputGradient"), row, gamma, kept, outputGradient, TensorOperand.ContributeGradient("inputGradient", input)));
    }
}
