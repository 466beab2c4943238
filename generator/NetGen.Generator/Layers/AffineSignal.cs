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
    /// <param name="count">n: fan-in, less what lies outside the image.</param>
    /// <param name="taps">Kernel positions among them, which see one channel at several pixels.</param>
    public static SignalState Forward(SignalState x, ParameterSpec weight, ParameterSpec? bias, double count, double taps)
    {
        double spread = weight.Initializer.Std * weight.Initializer.Std;
        double mean = weight.Initializer.Mean;
        double biasMean = bias?.Initializer.Mean ?? 0;
        double biasSpread = bias is null ? 0 : bias.Initializer.Std * bias.Initializer.Std;
        double shared = (2 * mean * count * x.Mean * biasMean) + (biasMean * biasMean);
        double pairs = count > 1 ? Pairs(x, count, taps) : 0;
        double Sum(double moment, double pair) => (count * moment) + (count * (count - 1) * pair);
        double Moment(double moment, double pair)
            => (count * spread * moment) + (mean == 0 ? 0 : mean * mean * Sum(moment, pair)) + shared + biasSpread;
        return new SignalState((count * mean * x.Mean) + biasMean, Moment(x.SecondMoment, pairs))
        {
            AcrossSamples = Moment(x.AcrossSamples, x.Joint(x.AcrossSamples, pairs)),
            AcrossPositions = Moment(x.AcrossPositions, x.Joint(x.AcrossPositions, pairs)),
            AcrossUnits = (mean == 0 ? 0 : mean * mean * Sum(x.SecondMoment, pairs)) + shared,
        };
    }

    /// <summary>The gradient of an input: the sum of those of n outputs, each times its weight.</summary>
    /// <param name="count">n: fan-out over the stride, less what lies outside.</param>
    public static GradientState Backward(GradientState gradient, ParameterSpec weight, double count)
    {
        double spread = weight.Initializer.Std * weight.Initializer.Std;
        double mean = weight.Initializer.Mean;
        double Moment(double moment, double ratio)
        {
            double common = mean == 0 ? 0 : mean * mean * Math.Max(0, (count * moment) + (count * (count - 1) * gradient.AcrossUnits * ratio));
            return (count * spread * moment) + common;
        }

        double Ratio(double moment) => gradient.SecondMoment > 0 ? moment / gradient.SecondMoment : 0;
        return new GradientState(Moment(gradient.SecondMoment, 1))
        {
            AcrossSamples = Moment(gradient.AcrossSamples, Ratio(gradient.AcrossSamples)),
            AcrossPositions = Moment(gradient.AcrossPositions, Ratio(gradient.AcrossPositions)),
            AcrossUnits = mean == 0 ? 0 : mean * mean * Math.Max(0, (count * gradient.SecondMoment) + (count * (count - 1) * gradient.AcrossUnits)),
        };
    }

    /// <summary>E x x' over all pairs of different inputs of one sum.</summary>
    private static double Pairs(SignalState x, double count, double taps)
    {
        double samePixel = Math.Max(0, (count / taps) - 1) / (count - 1);
        double sameChannel = Math.Max(0, taps - 1) / (count - 1);
        return (samePixel * x.AcrossUnits)
            + (sameChannel * x.AcrossPositions)
            + ((1 - samePixel - sameChannel) * x.Joint(x.AcrossUnits, x.AcrossPositions));
    }
}
