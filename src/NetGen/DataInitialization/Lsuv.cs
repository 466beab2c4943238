using NetGen.Initialization;

namespace NetGen;

/// <summary>
/// Layer-sequential unit variance (Mishkin and Matas, 2016): weights begin orthogonal; then, from the first layer to the last, those of each are
/// divided by the standard deviation of the layer's sums over the batch, until their variance is near 1. Biases stay as they are.
/// </summary>
public sealed class Lsuv : BatchInitializer
{
    private readonly double _tolerance = 0.1;
    private readonly int _tries = 10;

    /// <summary>How far from 1 the variance may be.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, NaN or infinite.</exception>
    public double Tolerance
    {
        get => _tolerance;
        init => _tolerance = OptionGuard.PositiveFloat(value);
    }

    /// <summary>How often the weights of a layer are divided at most.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Tries
    {
        get => _tries;
        init => _tries = OptionGuard.AtLeast(value, 1);
    }

    /// <summary>Whether weights begin orthogonal, as in the article; else as they are.</summary>
    public bool StartsOrthogonal { get; init; } = true;

    internal override LayerInitialization Apply<TNetwork>(TNetwork network, SummingLayer layer, LayerSums<TNetwork> sums)
    {
        if (sums.Measure(layer) is not { } before) return LayerInitialization.Unreadable(layer);
        SumStatistics now = before;
        if (StartsOrthogonal)
        {
            ParameterInitializer.Orthogonal(network.Parameters, TNetwork.Info.Parameters.ToList().IndexOf(layer.Weight), Seed, gain: 1, parts: 1);
            layer.WriteWeights(network, Copy(network, layer.Weight));
            now = sums.Measure(layer)!;
        }

        int tries = 0;
        while (!(Math.Abs((now.Std * now.Std) - 1) < Tolerance) && tries < Tries)
        {
            float[] weights = layer.ReadWeights(network);
            double std = now.Std;
            float[] scaled = Array.ConvertAll(weights, weight => (float)(weight / std));
            if (!scaled.All(float.IsFinite)) return new(layer.Info.Name, before.Mean, before.Std, now.Mean, now.Std, tries, "the sums do not vary over this batch");
            layer.WriteWeights(network, scaled);
            now = sums.Measure(layer)!;
            tries++;
        }

        return new(layer.Info.Name, before.Mean, before.Std, now.Mean, now.Std, tries, null);
    }
}
