using NetGen.Generator.Kernels;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>What layers that multiply by a matrix share: dense layers and 1x1 convolutions.</summary>
internal static class AffineLowering
{
    public static void Forward(LoweringContext context, TensorValue input, TensorValue output, PlannedParameter weights, PlannedParameter? bias)
        => context.Forward(new MatrixMultiplyKernel(
            context.KernelName("Forward"),
            weights,
            new TensorOperand("input", input, IsGradient: false, IsWritten: false),
            new ParameterOperand("weights", weights, IsGradient: false, IsWritten: false),
            bias is null ? null : new ParameterOperand("bias", bias, IsGradient: false, IsWritten: false),
            new TensorOperand("output", output, IsGradient: false, IsWritten: true),
            context.Rectifies,
            context.NetworkWork,
            context.Unrolling));

    public static void Backward(LoweringContext context, TensorValue input, TensorValue output, PlannedParameter weights, PlannedParameter? bias)
    {
        ParameterGradients(context, input, output, bias, new GradientSizes(weights, weights.Depth, 1, 1, input, output, 1, 1, 1, 1, 0, 0));
        if (!input.Storage.NeedsGradient) return;
        string name = context.KernelName("InputGradient");
        TensorOperand outputGradient = new("outputGradient", output, IsGradient: true, IsWritten: false);
        ParameterOperand weightOperand = new("weights", weights, IsGradient: false, IsWritten: false);
        TensorOperand inputGradient = new("inputGradient", input, IsGradient: true, IsWritten: true);
        context.BackwardStep(TransposedMultiplyKernel.IsPossible(weights, output)
            ? new TransposedMultiplyKernel(name, weights, outputGradient, weightOperand, inputGradient, context.Unrolling)
            : new DotProductsKernel(name, weights, outputGradient, weightOperand, inputGradient));
    }

    /// <summary>The gradients of weights and bias, each summed over the whole batch by its owner.</summary>
    /// <param name="winograd">The forward convolution's plan, if it has one by Winograd's algorithm.</param>
    public static void ParameterGradients(
        LoweringContext context, TensorValue input, TensorValue output, PlannedParameter? bias, GradientSizes sizes, WinogradPlan? winograd = null)
    {
        TensorOperand inputOperand = new("input", input, IsGradient: false, IsWritten: false);
        TensorOperand outputGradient = new("outputGradient", output, IsGradient: true, IsWritten: false);
        ParameterOperand weightGradient = new("weightGradient", sizes.Weights, IsGradient: true, IsWritten: true);
        string name = context.KernelName("WeightGradient");
        context.WeightGradient(winograd is null
            ? new WeightGradientKernel(name, sizes, inputOperand, outputGradient, weightGradient, context.Unrolling)
            : new WinogradWeightGradientKernel(name, winograd, sizes.Weights, inputOperand, outputGradient, weightGradient));
        BiasGradient(context, output, bias);
    }

    /// <summary>The gradient of a bias, where there is one.</summary>
    public static void BiasGradient(LoweringContext context, TensorValue output, PlannedParameter? bias)
    {
        if (bias is null) return;
        context.WeightGradient(new BiasGradientKernel(
            context.KernelName("BiasGradient"),
            bias,
            new TensorOperand("outputGradient", output, IsGradient: true, IsWritten: false),
            new ParameterOperand("biasGradient", bias, IsGradient: true, IsWritten: true)));
    }
}
