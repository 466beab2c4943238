using NetGen.Generator.Kernels;
using NetGen.Generator.Planning;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Planning;

/// <summary>Which batch normalisations inference has in the weights of the product before them, and which rectifiers the kernel before them applies.</summary>
public sealed class FoldedNormalizationTests
{
    [Theory]
    [InlineData("[Network(6)] [Dense(9)] [BatchNorm] [ReLU] [Dense(3)] [BatchNorm]", 2, 0)]
    [InlineData("[Network(6, 6, 3)] [Conv2D(8, 3)] [BatchNorm] [ReLU] [DepthwiseConv2D(3)] [BatchNorm] [ReLU] [Conv2D(4, 1)] [BatchNorm]", 3, 0)]
    [InlineData("[Network(6, 6, 3)] [Conv2D(8, 3, Name = \"c\")] [BatchNorm] [ReLU] [Add(\"c\")]", 0, 1)]
    [InlineData("[Network(6, 6, 3)] [Conv2D(8, 3)] [MaxPool2D(2)] [BatchNorm] [ReLU]", 0, 1)]
    [InlineData("[Network(6)] [BatchNorm] [Dense(3)]", 0, 1)]
    [InlineData("[Network(6)] [Dense(9)] [BatchNorm] [BatchNorm]", 1, 1)]
    [InlineData("[Network(70, Weights = WeightPrecision.BFloat16)] [Dense(90)] [BatchNorm] [Dense(3)]", 1, 0)]
    [InlineData("[Network(70, Weights = WeightPrecision.Int8)] [Dense(90)] [BatchNorm] [Dense(3)]", 0, 1)]
    [InlineData("[Network(5, 6, 3, Weights = WeightPrecision.BFloat16)] [Conv2D(64, 3)] [BatchNorm] [Conv2D(70, 1)] [BatchNorm]", 2, 0)]
    [InlineData("[Network(20, 5, Stream = true)] [Conv1D(7, 3, Padding = Padding.Causal)] [BatchNorm] [ReLU]", 0, 1)]
    public void A_normalization_goes_into_the_weights_that_nobody_else_reads(string attributes, int folded, int others)
    {
        NetworkPlan plan = Planner.Plan(Declared.Model(attributes));
        Assert.Equal((folded, others), (plan.Derivations.OfType<FoldNormalizationKernel>().Count(), Inference(plan).OfType<NormalizeKernel>().Count()));
    }

    [Theory]
    [InlineData("[Network(6)] [Dense(9)] [BatchNorm] [ReLU] [Dense(3)] [SoftmaxCrossEntropy]")]
    [InlineData("[Network(6)] [BatchNorm] [ReLU] [Dense(3)] [SoftmaxCrossEntropy]")]
    [InlineData("[Network(6)] [Dense(6)] [ReLU(Name = \"a\")] [Dense(6)] [Add(\"a\")] [ReLU] [Dense(3)] [SoftmaxCrossEntropy]")]
    public void The_kernel_before_it_applies_a_rectifier(string attributes)
    {
        NetworkPlan plan = Planner.Plan(Declared.Model(attributes));
        Assert.Empty(Inference(plan).OfType<ActivationForwardKernel>());
        Assert.Empty(plan.Phases.SelectMany(phase => phase.Kernels).OfType<ActivationForwardKernel>());
    }

    private static IEnumerable<Kernel> Inference(NetworkPlan plan) => plan.Inference.SelectMany(stage => stage.Kernels);
}
