namespace ExperimentsSample;

/// <summary>All experiments, in the order in which they are shown.</summary>
internal static class Catalog
{
    public static IReadOnlyList<Experiment> Experiments { get; } =
    [
        new E01FourLayers(),
        new E02BrokenConvolutions(),
        new E03ExplodingHistograms(),
        new E04VanishingConvolutions(),
        new E05FixedConvolutions(),
        new E06EvenHistograms(),
        new E07WeightSweep(),
        new E08SmallGradients(),
        new E09CertainStart(),
        new E10KerasInitializers(),
        new E11ZeroWeights(),
        new E12Recursion(),
        new E13LinearStack(),
        new E14ReluStack(),
        new E15Backward(),
        new E16Glorot(),
        new E17He(),
        new E18InputChannels(),
        new E19FanOut(),
        new E21Divergence(),
        new E22ThreeRules(),
        new E23Clipping(),
        new E24BiasGradients(),
        new E25Leaky(),
        new E26TrainingLoop(),
        new E27ForwardAndBackward(),
        new E28FromShallow(),
        new E29ThirtyLayers(),
        new E30BatchNorm(),
        new E31Caffe(),
        new E32Recurrence(),
        new Gallery(),
    ];
}
