using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels that compute weights from what is trained in their place, and bring their gradient back to that.</summary>
internal static class WeightNormalizationChoice
{
    public static void Choose(WeightNormalization normalization, KernelBuilder builder)
    {
        PlannedParameter direction = builder.Parameter(normalization.Direction);
        PlannedParameter length = builder.Parameter(normalization.Length);
        PlannedParameter weights = builder.Define(normalization.Weight);
        MemoryOperand directions = ParameterOperand.Read("direction", direction);
        MemoryOperand lengths = ParameterOperand.Read("length", length);
        builder.Forward(new WeightNormKernel(
            builder.KernelName("NormalizeWeights"), weights, directions, lengths, new DerivedOperand("weights", weights.Values!, Access.Write)));
        if (!builder.IsTrained) return;
        builder.Backward(new WeightNormGradientKernel(
            builder.KernelName("NormalizationGradient"),
            weights,
            ParameterOperand.ReadGradient("weightGradient", weights),
            directions,
            lengths,
            ParameterOperand.ContributeGradient("directionGradient", direction),
            ParameterOperand.ContributeGradient("lengthGradient", length)));
    }
}
