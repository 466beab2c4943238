using NetGen.Generator.Layers;

namespace NetGen.Generator.Signal;

/// <summary>What the layers' rules share: the options, and integrals that recur from layer to layer, worked out once.</summary>
internal sealed class SignalMath(SignalOptions options)
{
    private readonly Dictionary<(EquatableArray<ActivationFunction> Functions, double Mean, double Variance), ActivationMoments> _moments = [];
    private readonly Dictionary<(Preimage Preimage, double Count), MaximumMoments> _maxima = [];

    public SignalOptions Options { get; } = options;

    /// <summary>The moments of a chain of activations of a normal variable.</summary>
    public ActivationMoments Moments(EquatableArray<ActivationFunction> functions, double mean, double variance)
    {
        (EquatableArray<ActivationFunction>, double, double) key = (functions, mean, variance);
        if (!_moments.TryGetValue(key, out ActivationMoments? moments))
        {
            moments = ActivationMoments.Compute(functions, mean, variance);
            _moments.Add(key, moments);
        }

        return moments;
    }

    /// <summary>The moments of the largest of some values.</summary>
    public MaximumMoments Maximum(Preimage preimage, double count)
    {
        if (Options.WindowCorrelation is double correlation) preimage = preimage with { PositionCorrelation = correlation };
        if (!_maxima.TryGetValue((preimage, count), out MaximumMoments? moments))
        {
            moments = MaximumMoments.Compute(preimage, count);
            _maxima.Add((preimage, count), moments);
        }

        return moments;
    }
}
