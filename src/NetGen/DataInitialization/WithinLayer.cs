using System.Globalization;

namespace NetGen;

/// <summary>
/// Within-layer initialisation (Krähenbühl et al., 2016): from the first layer to the last, weights and bias of each unit are set so that its sums
/// over the batch have the mean <see cref="Mean"/> and variance 1. Directions of weights stay as they are; a layer without a bias keeps its means.
/// </summary>
public sealed class WithinLayer : BatchInitializer
{
    private const int Tries = 3;

    /// <summary>Deviations that another try would not make smaller by much.</summary>
    private const double Near = 1e-3;

    private readonly double _mean;

    /// <summary>Mean of each unit's sums.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN, or infinite in single precision.</exception>
    public double Mean
    {
        get => _mean;
        init => _mean = OptionGuard.FiniteFloat(value);
    }

    internal override LayerInitialization Apply<TNetwork>(TNetwork network, SummingLayer layer, LayerSums<TNetwork> sums)
    {
        if (sums.Measure(layer) is not { } before) return LayerInitialization.Unreadable(layer);
        SumStatistics now = before;
        int tries = 0;
        for (; tries < Tries && !IsNear(layer, now); tries++)
        {
            Set(network, layer, now);
            now = sums.Measure(layer)!;
        }

        int constant = Enumerable.Range(0, layer.Units).Count(unit => IsConstant(now, unit));
        string? note = constant == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{constant} of {Words.Count(layer.Units, "unit")} do not vary over this batch");
        return new(layer.Info.Name, before.Mean, before.Std, now.Mean, now.Std, tries, note);
    }

    /// <summary>Rounding alone makes a constant unit vary.</summary>
    private static bool IsConstant(SumStatistics sums, int unit) => !(sums.Stds[unit] > 1e-6 * Math.Abs(sums.Means[unit]));

    private bool IsNear(SummingLayer layer, SumStatistics sums) => Enumerable.Range(0, layer.Units)
        .Where(unit => !IsConstant(sums, unit))
        .All(unit => Math.Abs(sums.Stds[unit] - 1) < Near && (layer.Bias is null || Math.Abs(sums.Means[unit] - Mean) < Near));

    private void Set<TNetwork>(TNetwork network, SummingLayer layer, SumStatistics sums)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        double[] factors = [.. Enumerable.Range(0, layer.Units).Select(unit => IsConstant(sums, unit) ? 1 : 1 / sums.Stds[unit])];
        float[] weights = layer.ReadWeights(network);
        for (int i = 0; i < weights.Length; i++) weights[i] = (float)(weights[i] * factors[layer.UnitOf(i)]);
        layer.WriteWeights(network, weights);
        if (layer.Bias is null) return;
        float[] bias = Copy(network, layer.Bias);
        for (int unit = 0; unit < bias.Length; unit++)
        {
            if (!IsConstant(sums, unit)) bias[unit] = (float)(Mean + ((bias[unit] - sums.Means[unit]) * factors[unit]));
        }

        network.SetParameter(layer.Bias.Name, bias);
    }
}
