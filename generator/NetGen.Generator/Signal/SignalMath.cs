using NetGen.Generator.Model;

namespace NetGen.Generator.Signal;

/// <summary>What the layers' rules share: the options, and integrals that recur from layer to layer and from key to key.</summary>
internal sealed class SignalMath(SignalOptions options)
{
    /// <summary>A result has up to 50 numbers: this is at most a megabyte each.</summary>
    private const int Capacity = 2_000;

    private static readonly Memo<MomentsKey, ActivationMoments> AllMoments = new(Capacity);
    private static readonly Memo<(Preimage Preimage, double Correlation, double Count), MaximumMoments> AllMaxima = new(Capacity);
    private static readonly Memo<GatedSum, double> AllSelections = new(Capacity);
    private static readonly Memo<(double Std, int Classes), SoftmaxMoments> AllSoftmaxes = new(Capacity);

    // Reached through the object, so that the layers' rules need not know that results outlive it.
    private readonly Memo<MomentsKey, ActivationMoments> _moments = AllMoments;
    private readonly Memo<(Preimage Preimage, double Correlation, double Count), MaximumMoments> _maxima = AllMaxima;
    private readonly Memo<GatedSum, double> _selections = AllSelections;
    private readonly Memo<(double Std, int Classes), SoftmaxMoments> _softmaxes = AllSoftmaxes;

    private readonly Dictionary<object, object> _walks = [];

    public SignalOptions Options { get; } = options;

    /// <summary>What a layer works out over all of its steps and is asked for several times in one prediction: the first result.</summary>
    /// <param name="key">All that it depends on, equal by value.</param>
    public T Once<T>(object key, Func<T> compute)
        where T : class
    {
        if (_walks.TryGetValue(key, out object? known)) return (T)known;
        T result = compute();
        _walks.Add(key, result);
        return result;
    }

    /// <summary>The moments of a chain of activations of a variable.</summary>
    public ActivationMoments Moments(Preimage image)
        => _moments.Get(
            new MomentsKey(image.Functions, image.Mean, image.Variance, image.Skewness, image.ExcessKurtosis, image.SizeVariation),
            static key => ActivationMoments.Compute(key.Functions, key.Mean, key.Variance, key.Skewness, key.ExcessKurtosis, key.SizeVariation));

    /// <summary>Softmax over so many independent normal logits.</summary>
    /// <param name="std">From class to class.</param>
    public SoftmaxMoments Softmax(double std, int classes) => _softmaxes.Get((std, classes), static key => SoftmaxMoments.Compute(key.Std, key.Classes));

    /// <summary>Softmax over a sample's logits.</summary>
    public SoftmaxMoments Softmax(SignalState logits, int classes)
        => _softmaxes.Get((logits.SpreadOfUnits, classes), static key => SoftmaxMoments.Compute(key.Std, key.Classes));

    /// <summary>How much of a gradient goes on through an activation in front of a rectified sum: <see cref="GatedSum.Selection"/>.</summary>
    public double Selection(GatedSum sum) => _selections.Get(sum, static key => key.Selection());

    /// <summary>The moments of the largest of some values.</summary>
    /// <param name="correlation">Of any two of the normal variables below the activations.</param>
    public MaximumMoments Maximum(Preimage preimage, double correlation, double count)
        => _maxima.Get((preimage with { Positions = null, Pattern = null }, correlation, count), static key => MaximumMoments.Compute(key.Preimage, key.Correlation, key.Count));

    /// <summary>What moments of one variable depend on: not its correlations.</summary>
    private readonly record struct MomentsKey(
        EquatableArray<ActivationFunction> Functions, double Mean, double Variance, double Skewness, double ExcessKurtosis, double SizeVariation);
}
