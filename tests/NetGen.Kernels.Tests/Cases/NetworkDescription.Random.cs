using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Layers that change values at random; what they draw is that of the first step of a trainer with seed 0.</summary>
internal sealed partial class NetworkDescription
{
    /// <summary>Dropout of rate 0: what is random about it is tested by its properties.</summary>
    public NetworkDescription DropoutOfNothing(string? name = null) => Append("Dropout", "0.0", "dropout", name, () => Activations.Identity());

    public NetworkDescription Dropout(double rate, string? name = null)
    {
        var masks = new DropoutMasks(rate, _layers.Count);
        return Append("Dropout", Number(rate), "dropout", name, () => new Dropout(rate) { DrawMask = masks.Draw });
    }

    public NetworkDescription GaussianNoise(double std, string? name = null)
    {
        var masks = new DropoutMasks(0, _layers.Count);
        return Append("GaussianNoise", Number(std), "noise", name, () => new GaussianNoise(std) { Draw = masks.DrawNormal });
    }

    public NetworkDescription GaussianDropout(double rate, string? name = null)
    {
        var masks = new DropoutMasks(rate, _layers.Count);
        return Append("GaussianDropout", Number(rate), "gaussiandropout", name, () => new GaussianDropout(rate) { Draw = masks.DrawNormal });
    }

    public NetworkDescription AlphaDropout(double rate, string? name = null)
    {
        var masks = new DropoutMasks(rate, _layers.Count);
        return Append("AlphaDropout", Number(rate), "alphadropout", name, () => new AlphaDropout(rate) { Draw = masks.Draw });
    }

    public NetworkDescription SpatialDropout2D(double rate, string? name = null)
    {
        var masks = new DropoutMasks(rate, _layers.Count);
        return Append("SpatialDropout2D", Number(rate), "spatialdropout", name, () => new SpatialDropout2D(rate) { Draw = masks.DrawChannels });
    }

    public NetworkDescription SpatialDropout1D(double rate, string? name = null)
    {
        var masks = new DropoutMasks(rate, _layers.Count);
        return Append("SpatialDropout1D", Number(rate), "spatialdropout", name, () => new SpatialDropout2D(rate) { Draw = masks.DrawChannels });
    }

    public NetworkDescription StochasticDepth(double rate, string? name = null)
    {
        var masks = new DropoutMasks(rate, _layers.Count);
        return Append("StochasticDepth", Number(rate), "depth", name, () => new StochasticDepth(rate) { Draw = masks.DrawSamples });
    }
}
