using NetGen.Generator.Kernels;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

internal sealed partial record BatchNormLayer
{
    public override void Lower(LayerNode node, LoweringContext context)
    {
        TensorValue input = context.PaddedInput();
        TensorValue output = context.DefineOutput();
        TensorOperand inputValues = new("input", input, IsGradient: false, IsWritten: false);
        TensorOperand outputValues = new("output", output, IsGradient: false, IsWritten: true);
        ParameterOperand gamma = Operand(context, "gamma", ParameterNames.Weight);
        ParameterOperand beta = Operand(context, "beta", ParameterNames.Bias);
        ParameterOperand runningMean = Operand(context, "mean", ParameterNames.RunningMean);
        ParameterOperand runningVariance = Operand(context, "variance", ParameterNames.RunningVariance);
        context.ForwardInference(new NormalizeKernel(
            context.KernelName("Forward"), Epsilon, inputValues, runningMean, runningVariance, gamma, beta, outputValues));
        if (!context.IsTrained) return;

        ScratchOperand mean = new("mean", context.NewScratch("Mean", input.Pitch));
        ScratchOperand variance = new("variance", context.NewScratch("Variance", input.Pitch));
        context.ForwardTraining(new BatchStatisticsKernel(context.KernelName("Statistics"), inputValues, mean, variance));
        context.ForwardTraining(new NormalizeKernel(
            context.KernelName("Normalize"), Epsilon, inputValues, mean, variance, gamma, beta, outputValues));
        LowerBackward(context, input, output, inputValues, mean, variance, gamma);
        context.Commit(new RunningStatisticsKernel(
            context.KernelName("Commit"),
            Momentum,
            input,
            mean,
            variance,
            runningMean with { Name = "runningMean" },
            runningVariance with { Name = "runningVariance" }));
    }

    private void LowerBackward(
        LoweringContext context, TensorValue input, TensorValue output, TensorOperand inputValues, ScratchOperand mean, ScratchOperand variance, ParameterOperand gamma)
    {
        TensorOperand outputGradient = new("outputGradient", output, IsGradient: true, IsWritten: false);
        ParameterOperand gammaGradient = Operand(context, "gammaGradient", ParameterNames.Weight, isGradient: true);
        ParameterOperand betaGradient = Operand(context, "betaGradient", ParameterNames.Bias, isGradient: true);
        context.BackwardStep(new NormalizationGradientKernel(
            context.KernelName("ParameterGradient"), Epsilon, inputValues, outputGradient, mean, variance, gammaGradient, betaGradient));
        if (!input.Storage.NeedsGradient) return;
        context.BackwardStep(new NormalizationInputGradientKernel(
            context.KernelName("InputGradient"),
            Epsilon,
            inputValues,
            outputGradient,
            mean,
            variance,
            gamma,
            gammaGradient,
            betaGradient,
            new TensorOperand("inputGradient", input, IsGradient: true, IsWritten: true)));
    }

    private static ParameterOperand Operand(LoweringContext context, string name, string parameter, bool isGradient = false)
        => new(name, context.Parameter(parameter)!, isGradient, IsWritten: isGradient);
}
