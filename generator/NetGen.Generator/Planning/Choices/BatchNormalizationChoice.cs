using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels of batch normalisation.</summary>
internal static class BatchNormalizationChoice
{
    public static void Choose(BatchNormalization normalization, KernelBuilder builder)
    {
        TensorValue input = builder.Padded(normalization.Input);
        TensorValue output = builder.Define(normalization.Output, inferenceAlias: builder.IsFolded ? input.Storage : null);
        TensorOperand inputValues = TensorOperand.Read("input", input);
        TensorOperand outputValues = TensorOperand.Write("output", output);
        PlannedParameter weight = builder.Parameter(normalization.Weight);
        PlannedParameter bias = builder.Parameter(normalization.Bias);
        PlannedParameter runningMean = builder.Parameter(normalization.RunningMean);
        PlannedParameter runningVariance = builder.Parameter(normalization.RunningVariance);
        MemoryOperand gamma = ParameterOperand.Read("gamma", weight);
        MemoryOperand beta = ParameterOperand.Read("beta", bias);
        if (!builder.IsFolded)
        {
            builder.ForwardInference(new NormalizeKernel(
                builder.KernelName("Forward"),
                normalization.Epsilon,
                inputValues,
                ParameterOperand.Read("mean", runningMean),
                ParameterOperand.Read("variance", runningVariance),
                gamma,
                beta,
                outputValues,
                builder.Rectifies));
        }

        if (!builder.IsTrained) return;

        ScratchOperand mean = new("mean", builder.NewScratch("Mean", input.Pitch), Access.Read);
        ScratchOperand variance = new("variance", builder.NewScratch("Variance", input.Pitch), Access.Read);
        builder.ForwardTraining(new BatchStatisticsKernel(
            builder.KernelName("Statistics"), inputValues, mean with { Access = Access.Write }, variance with { Access = Access.Write }));
        builder.ForwardTraining(new NormalizeKernel(
            builder.KernelName("Normalize"), normalization.Epsilon, inputValues, mean, variance, gamma, beta, outputValues, builder.Rectifies));
        ChooseBackward(normalization, builder, inputValues, output, mean, variance, weight, bias);
        builder.ForwardTraining(new RunningStatisticsKernel(
            builder.KernelName("Commit"),
            normalization.Momentum,
            input,
            mean,
            variance,
            new ParameterOperand("runningMean", runningMean, IsGradient: false, Access.Update),
            new ParameterOperand("runningVariance", runningVariance, IsGradient: false, Access.Update)));
    }

    private static void ChooseBackward(
        BatchNormalization normalization,
        KernelBuilder builder,
        TensorOperand input,
        TensorValue output,
        ScratchOperand mean,
        ScratchOperand variance,
        PlannedParameter weight,
        PlannedParameter bias)
    {
        TensorOperand outputGradient = TensorOperand.ReadGradient("outputGradient", output);
        builder.Backward(new NormalizationGradientKernel(
            builder.KernelName("ParameterGradient"),
            normalization.Epsilon,
            input,
            outputGradient,
            mean,
            variance,
            ParameterOperand.ContributeGradient("gammaGradient", weight),
            ParameterOperand.ContributeGradient("betaGradient", bias)));
        if (!builder.NeedsGradient(normalization.Input)) return;
        builder.Backward(new NormalizationInputGradientKernel(
            builder.KernelName("InputGradient"),
            normalization.Epsilon,
            input,
            outputGradient,
            mean,
            variance,
            ParameterOperand.Read("gamma", weight),
            ParameterOperand.ReadGradient("gammaGradient", weight),
            ParameterOperand.ReadGradient("betaGradient", bias),
            TensorOperand.ContributeGradient("inputGradient", input.Tensor)));
    }
}
