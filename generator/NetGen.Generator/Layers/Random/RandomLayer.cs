using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>Dropout and its relatives: values that are changed at random, in training only.</summary>
/// <param name="Change">What is drawn, and what for.</param>
/// <param name="Amount">The share of what is dropped: at least 0, below 1; of noise that is added, its standard deviation.</param>
internal sealed partial record RandomLayer(RandomChange Change, double Amount) : Layer
{
    /// <summary>What whole channels are dropped of: images or sequences.</summary>
    public WindowSpace Space { get; init; } = WindowSpace.Image;

    public override string Kind => Change == RandomChange.SpatialDropout ? $"{Change}{Space.Suffix}" : Change.ToString();

    /// <summary>
    /// Only single values that are set to 0 count as dropped for the rules about it: channels, samples and noise do other things to statistics.
    /// </summary>
    public override LayerRole Role => new PassingRole(IsLinear: true, IsPooling: false, Change == RandomChange.Dropout ? Amount : 0);

    /// <summary>A layer with a rate.</summary>
    public static Layer? Dropping(RandomChange change, AttributeArguments arguments, string example)
    {
        double rate = arguments.Number("rate", 0, value => value is >= 0 and < 1, "at least 0 and below 1", example);
        return arguments.IsValid ? new RandomLayer(change, rate) : null;
    }

    /// <summary>Dropout of whole channels, of images or of sequences.</summary>
    public static Layer? Spatial(WindowSpace space, AttributeArguments arguments)
        => Dropping(RandomChange.SpatialDropout, arguments, "0.2") is RandomLayer layer ? layer with { Space = space } : null;

    public static Layer? Noise(AttributeArguments arguments)
    {
        double std = arguments.Number("std", 0, value => value >= 0, "0 or more", "0.1");
        return arguments.IsValid ? new RandomLayer(RandomChange.GaussianNoise, std) : null;
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
        => Change == RandomChange.SpatialDropout && !Space.Accepts(inputs[0], findings) ? null : inputs[0];

    public override SettingList DeclareSettings(LayerNode node) => new() { { Change == RandomChange.GaussianNoise ? "std" : "rate", Amount } };

    public override string Describe(LayerNode node) => Change switch
    {
        RandomChange.SpatialDropout => $"drops a share of {Text.Of(Amount)} of the channels in training",
        RandomChange.StochasticDepth => $"drops a share of {Text.Of(Amount)} of the samples in training",
        RandomChange.AlphaDropout => $"drops a share of {Text.Of(Amount)} in training, and keeps mean 0 and variance 1",
        RandomChange.GaussianDropout => $"multiplies with noise of variance {Text.Of(Amount)} / {Text.Of(1 - Amount)} in training",
        RandomChange.GaussianNoise => $"adds noise of standard deviation {Text.Of(Amount)} in training",
        _ => $"drops a share of {Text.Of(Amount)} in training",
    };
}
