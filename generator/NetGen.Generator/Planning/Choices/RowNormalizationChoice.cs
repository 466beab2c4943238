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
        PlannedParameter weight = builder.Parameter(normalization.Weight);
        PlannedParameter bias = builder.Parameter(normalization.Bias);
        TensorOperand inputValues = TensorOperand.Read("input", input);
        MemoryOperand gamma = ParameterOperand.Read("gamma", weight);
        MemoryOperand beta = ParameterOperand.Read("beta", bias);
        builder.ForwardInference(new RowNormalizeKernel(
            builder.KernelName("Forward"), normalization.Epsilon, inputValues, gamma, beta, null, TensorOperand.Write("output", output)));
        if (!builder.IsTrained) return;

        TensorValue statistics = builder.NewValue(normalization.Output.Name + "Statistics", Shape.Vector(2 * input.Shape.Positions));
        builder.ForwardTraining(new RowNormalizeKernel(
            builder.KernelName("Normalize"),
            normalization.Epsilon,
            inputValues,
            gamma,
            beta,
            TensorOperand.Write("statistics", statistics),
            TensorOperand.Write("output", output)));
        TensorOperand kept = TensorOperand.Read("statistics", statistics);
        TensorOperand outputGradient = TensorOperand.ReadGradient("outputGradient", output);
        builder.Backward(new RowNormalizationGradientKernel(
            builder.KernelName("ParameterGradient"),
            inputValues,
            kept,
            outputGradient,
            ParameterOperand.ContributeGradient("gammaGradient", weight),
            ParameterOperand.ContributeGradient("betaGradient", bias)));
        if (!builder.NeedsGradient(normalization.Input)) return;
        builder.Backward(new RowNormalizationInputGradientKernel(
            builder.KernelName("InputGradient"), inputValues, gamma, kept, outputGradient, TensorOperand.ContributeGradient("inputGradient", input)));
    }
}
