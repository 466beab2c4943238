using NetGen.Generator.Layers;

namespace NetGen.Generator.Signal;

/// <summary>What the layers' rules share: the options, and integrals that recur from layer to layer, worked out once.</summary>
internal sealed class SignalMath(SignalOptions options)
{
    private readonly Dictionary<(EquatableArray<ActivationFunction> Functions, double Mean, double Variance, double Skewness, double Excess, double SizeVariation), ActivationMoments> _moments = [];
    private readonly Dictionary<(Preimage Preimage, double Count), MaximumMoments> _maxima = [];
    private readonly Dictionary<GatedSum, double> _selections = [];
    private readonly Dictionary<(double Std, int Classes), SoftmaxMoments> _softmaxes = [];

    public SignalOptions Options { get; } = options;

    /// <summary>The moments of a chain of activations of a variable.</summary>
    public ActivationMoments Moments(Preimage image)
    {
        (EquatableArray<ActivationFunction>, double, double, double, double, double) key =
            (image.Functions, image.Mean, image.Variance, image.Skewness, image.ExcessKurtosis, image.SizeVariation);
        if (!_moments.TryGetValue(key, out ActivationMoments? moments))
        {
            moments = ActivationMoments.Compute(image.Functions, image.Mean, image.Variance, image.Skewness, image.ExcessKurtosis, image.SizeVariation);
            _moments.Add(key, moments);
        }

        return moments;
    }

    /// <summary>Softmax over a sample's logits.</summary>
    public SoftmaxMoments Softmax(SignalState logits, int classes)
    {
        double std = logits.SpreadOfUnits;
        if (!_softmaxes.TryGetValue((std, classes), out SoftmaxMoments? moments))
        {
            moments = SoftmaxMoments.Compute(std, classes);
            _softmaxes.Add((std, classes), moments);
        }

        return moments;
    }

    /// <summary>How much of a gradient goes on through an activation in front of a rectified sum: <see cref="GatedSum.Selection"/>.</summary>
    public double Selection(GatedSum sum)
    {
        if (!_selections.TryGetValue(sum, out double selection))
        {
            selection = sum.Selection();
            _selections.Add(sum, selection);
        }

        return selection;
    }

    /// <summary>The moments of the largest of some values.</summary>
    public MaximumMoments Maximum(Preimage preimage, double count)
    {
        if (Options.WindowCorrelation is double correlation) preimage = preimage with { NeighbourCorrelation = correlation };
        if (!_maxima.TryGetValue((preimage, count), out MaximumMoments? moments))
        {
            moments = MaximumMoments.Compute(preimage, count);
            _maxima.Add((preimage, count), moments);
        }

        return moments;
    }
}
