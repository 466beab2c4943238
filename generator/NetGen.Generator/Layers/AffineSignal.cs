using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

/// <summary>What layers that multiply by a matrix do to a signal: dense layers and convolutions.</summary>
internal static class AffineSignal
{
    /// <summary>
    /// The sum of n values x_i w_i and a bias: E y^2 = n Var(w) E x^2 + E(w)^2 E(sum x)^2 + 2 E(w) n E(x) E(b) + E b^2. The same holds for
    /// two samples or positions, which meet the same weights, with E x x' in the place of E x^2. Two units have weights of their own, and
    /// only the means of weights and biases in common.
    /// </summary>
    /// <param name="shares">How much of the weights' sum lies inside the image, for one position and for two.</param>
    /// <param name="windows">What of an image each position sees; null where there is but one position.</param>
    /// <param name="groups">Outputs of two groups read different inputs.</param>
    /// <param name="together">Of two different outputs, how often they are of one group.</param>
    public static SignalState Forward(
        SignalState x, ParameterSpec weight, ParameterSpec? bias, TapShares shares, KernelWindows? windows, int groups = 1, double together = 1)
    {
        double taps = windows?.Count ?? 1;
        double count = weight.FanIn * shares.Own;
        double spread = weight.Weights.Std * weight.Weights.Std;
        double mean = weight.Weights.Mean;
        double biasMean = bias?.Initializer.Mean ?? 0;
        double biasSpread = bias is null ? 0 : bias.Initializer.Std * bias.Initializer.Std;
        double shared = (2 * mean * count * x.Mean * biasMean) + (biasMean * biasMean);
        double pairs = count > 1 ? Pairs(x, count, taps * shares.Own, windows) : 0;
        double Sum(double moment, double pair) => (count * moment) + (count * (count - 1) * pair);
        double copied = 2 * weight.Weights.Passed * x.Mean * biasMean;
        double Moment(double moment, double pair, double share)
            => copied + (weight.FanIn * share * spread * moment) + (mean == 0 ? 0 : mean * mean * Sum(moment, pair)) + shared + biasSpread;
        double units = weight.FanIn / taps;
        double inverse = x.InverseDimension(units, windows);
        LagTable? ByLag(LagTable? moments)
        {
            LagTable? seen = windows is null || moments is null ? moments : windows.Strided(moments);
            return shares.ByLag is null
                ? seen?.Map(moment => Moment(moment, x.Joint(moment, pairs), shares.Own))
                : seen?.Map(shares.ByLag, (moment, share) => Moment(moment, x.Joint(moment, pairs), share));
        }

        double channels = Math.Max(1, units);
        double passed = weight.Weights.Passed;
        SignalState sum = new((count * mean * x.Mean) + (passed * x.Mean) + biasMean, Moment(x.SecondMoment, pairs, shares.Own))
        {
            AcrossSamples = Moment(x.AcrossSamples, x.Joint(x.AcrossSamples, pairs), shares.Own),
            AcrossBoth = Moment(x.AcrossBoth, x.Joint(x.AcrossBoth, pairs), shares.AnyTwo),
            Positions = ByLag(x.Positions),
            Pattern = ByLag(x.Pattern),
            // Of copies the products of two are those of what they are copies of.
            AcrossUnits = (mean == 0 ? 0 : mean * mean * Sum(x.SecondMoment, pairs)) + (passed * passed * x.AcrossUnits) + shared + (2 * passed * x.Mean * biasMean),

            // w S w and w S w' for random weights and the covariance S of what they see: relative variance 2 tr S^2 / (tr S)^2, and half of it.
            // Of different groups they have in common what the values in front have.
            UnitOverlap = (together * inverse) + ((1 - together) * x.OverlapBehindWeights(windows)),
            ChannelVariation = Math.Min(1, 2 * inverse),
            InverseForm = x.InverseFormBehindWeights(units, windows),
            PositionCovariation = x.CovariationBehindWeights(units, windows),
            PositionOverlap = (together * (1 + ((channels - 1) * x.PositionOverlap)) / channels) + ((1 - together) * x.PositionOverlap),

            // A sum of n squares of kurtosis k: (k - 1) / n, of what is not common to all of them. What units have in common by chance stems
            // from the layers in front, and has been counted there.
            SizeVariation = x.HasFixedSize
                ? 0
                : x.SizeVariation + (Math.Max(0, x.Kurtosis - 1 - x.SizeVariation) * x.InverseDimensionOfUnits(units * groups, windows)),
            SampleVariation = windows is null ? x.SampleVariation : x.SampleVariationBehind(units, windows),
        };
        return weight.Weights.Single is { Count: > 0 } single ? WithSingle(sum, x, single) : sum;
    }

    /// <summary>A sum of a normal variable and of p x, which alone gives it a third and a fourth cumulant.</summary>
    /// <param name="single">The moments of p: <see cref="Initializer.Single"/>.</param>
    private static SignalState WithSingle(SignalState sum, SignalState x, EquatableArray<double> single)
    {
        double mean = single[0] * x.Mean;
        SignalState product = new SignalState(mean, single[1] * x.SecondMoment).WithMoments(single[2] * x.ThirdMoment, single[3] * x.FourthMoment);
        double share = sum.Variance > 0 ? product.Variance / sum.Variance : 0;
        return sum with { Skewness = product.Skewness * share * Math.Sqrt(share), ExcessKurtosis = product.ExcessKurtosis * share * share };
    }

    /// <summary>
    /// The gradient of an input: the sum of those of n outputs, each times its weight. A gradient along the signal, d = a y, comes back as
    /// a W^T W x, whose mean is along x; and sum d y over all outputs is sum dx x over all inputs, whatever the weights.
    /// </summary>
    /// <param name="x">The layer's input.</param>
    /// <param name="count">n: fan-out over the stride, less what lies outside.</param>
    /// <param name="pairShare">The same for two positions, which both see an output through one tap, over n.</param>
    /// <param name="outputs">Values that the layer puts out for each that it reads.</param>
    public static GradientState Backward(GradientState gradient, SignalState x, ParameterSpec weight, double count, double pairShare, double outputs)
    {
        double along = gradient.AlongSignal * outputs;
        double spread = weight.Weights.Std * weight.Weights.Std;

        // What comes back, h, depends on the sum of x w, so E w^2 h is not E w^2 E h: by Stein's lemma more by x^2 Var(w)^2 E h'', which over all
        // inputs is 2 / n of the elasticity of E h. For a normalisation it is -2 / n: E w^2 / |w|^2 is 1 / n.
        double own = Math.Max(-1, 2.0 / weight.FanIn * gradient.WeightResponse);
        double mean = weight.Weights.Mean;
        double Moment(double moment, double ratio)
        {
            double common = mean == 0 ? 0 : mean * mean * Math.Max(0, (count * moment) + (count * (count - 1) * gradient.AcrossUnits * ratio));
            return (count * spread * moment) + common;
        }

        double Ratio(double moment) => gradient.SecondMoment > 0 ? moment / gradient.SecondMoment : 0;
        double perSquare = x.SecondMoment > 0 ? along * along / (x.SecondMoment * x.SecondMoment) : 0;
        double square = Moment(gradient.SecondMoment, 1);
        return new GradientState((square * (1 + own)) + (perSquare * x.SecondMoment))
        {
            AlongUnits = square * Math.Max(0, own),
            AlongSignal = along,
            SizeResponse = gradient.SizeResponse,
            AcrossSamples = Moment(gradient.AcrossSamples, Ratio(gradient.AcrossSamples)) + (perSquare * x.AcrossSamples),
            AcrossPositions = (pairShare * Moment(gradient.AcrossPositions, Ratio(gradient.AcrossPositions))) + (perSquare * x.AcrossPositions),
            AcrossUnits = mean == 0 ? 0 : mean * mean * Math.Max(0, (count * gradient.SecondMoment) + (count * (count - 1) * gradient.AcrossUnits)),
            Selection = SelectedBySingle(gradient, x, weight),
        };
    }

    /// <summary>
    /// Of a gradient that has come through a rectifier, the part that comes back through single large weights p: outputs that the rectifier let pass are more often those whose
    /// p x was large. By how much more of it goes on through the activation that has made x. A rectifier asks for the sign of p x + b alone, so that b is divided by p, which is
    /// taken where E p^2 has its mean.
    /// </summary>
    private static double SelectedBySingle(GradientState gradient, SignalState x, ParameterSpec weight)
    {
        if (weight.Weights.Single is not { Count: > 0 } single || gradient.Gate is not { } gate || x.Preimage is not { Variance: > 0 } source) return 1;
        double size = single[2] / single[1];
        double all = weight.FanIn * weight.Weights.Std * weight.Weights.Std;
        double others = (all - single[1]) * x.SecondMoment / (size * size);
        double selection = new GatedSum(source with { Positions = null, Pattern = null }, gate, 0, others).Selection();
        return 1 + (single[1] / all * (selection - 1));
    }

    /// <summary>E x x' over all pairs of different inputs of one sum.</summary>
    private static double Pairs(SignalState x, double count, double taps, KernelWindows? windows)
    {
        // Two taps of one channel: all pairs in a window, less each tap with itself.
        double inWindow = windows is { Count: > 1 } && x.Positions is not null
            ? ((windows.Count * windows.Mean(x.Positions)) - x.SecondMoment) / (windows.Count - 1)
            : x.AcrossPositions;
        double samePixel = Math.Max(0, (count / taps) - 1) / (count - 1);
        double sameChannel = Math.Max(0, taps - 1) / (count - 1);
        return (samePixel * x.AcrossUnits)
            + (sameChannel * inWindow)
            + ((1 - samePixel - sameChannel) * x.Joint(x.AcrossUnits, inWindow));
    }
}
