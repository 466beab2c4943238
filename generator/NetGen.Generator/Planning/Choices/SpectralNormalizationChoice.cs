using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels of spectral normalisation: sigma, by stored vectors or by those of a step's power iterations; the weights; their gradient.</summary>
internal static class SpectralNormalizationChoice
{
    public static void Choose(SpectralNormalization normalization, KernelBuilder builder)
    {
        PlannedParameter original = builder.Parameter(normalization.Original);
        PlannedParameter left = builder.Parameter(normalization.Left);
        PlannedParameter right = builder.Parameter(normalization.Right);
        PlannedParameter weights = builder.Define(normalization.Weight);
        SpectralSizes sizes = SpectralSizes.Of(weights, normalization.IsTransposed);
        MemoryOperand values = ParameterOperand.Read("original", original);
        MemoryOperand leftVector = ParameterOperand.Read("left", left);
        MemoryOperand rightVector = ParameterOperand.Read("right", right);
        DerivedOperand sigma = new("sigma", builder.NewDerived("SpectralNorm", 1), Access.Read);
        bool iterates = builder.IsTrained && normalization.Iterations > 0;
        SpectralValueKernel measure = new(builder.KernelName("SpectralNorm"), sizes, values, leftVector, rightVector, sigma with { Access = Access.Write });
        builder.ForwardInference(measure);
        if (iterates)
        {
            ScratchOperand newLeft = new("newLeft", builder.NewScratch("Left", sizes.LeftSize), Access.Write);
            ScratchOperand newRight = new("newRight", builder.NewScratch("Right", sizes.RightSize), Access.Write);
            builder.ForwardTraining(new PowerIterationKernel(
                builder.KernelName("PowerIteration"), sizes, normalization.Iterations, normalization.Epsilon, values, leftVector, newLeft, newRight, sigma with { Access = Access.Write }));
            (leftVector, rightVector) = (newLeft with { Name = "left", Access = Access.Read }, newRight with { Name = "right", Access = Access.Read });
            builder.ForwardTraining(new SpectralCommitKernel(
                builder.KernelName("Commit"),
                sizes,
                newLeft with { Access = Access.Read },
                newRight with { Access = Access.Read },
                new ParameterOperand("left", left, IsGradient: false, Access.Write),
                new ParameterOperand("right", right, IsGradient: false, Access.Write)));
        }
        else
        {
            builder.ForwardTraining(measure);
        }

        builder.Forward(new SpectralScaleKernel(builder.KernelName("ScaleWeights"), sizes, values, sigma, new DerivedOperand("weights", weights.Values!, Access.Write)));
        if (builder.IsTrained) ChooseBackward(builder, sizes, original, weights, leftVector, rightVector, sigma);
    }

    private static void ChooseBackward(
        KernelBuilder builder, SpectralSizes sizes, PlannedParameter original, PlannedParameter weights, MemoryOperand left, MemoryOperand right, DerivedOperand sigma)
    {
        MemoryOperand weightGradient = ParameterOperand.ReadGradient("weightGradient", weights);
        ScratchOperand products = new("products", builder.NewScratch("Products", sizes.Blocks.Count), Access.Read);
        builder.Backward(new SpectralProductKernel(
            builder.KernelName("Products"), sizes, weightGradient, ParameterOperand.Read("weights", weights), products with { Access = Access.Write }));
        builder.Backward(new SpectralGradientKernel(
            builder.KernelName("NormalizationGradient"), sizes, weightGradient, products, left, right, sigma, ParameterOperand.ContributeGradient("originalGradient", original)));
    }
}
