using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record ActivationLayer
{
    /// <summary>Infinity as a number that functions can be given.</summary>
    private const double Huge = 1e300;

    /// <summary>Behind weights the input is close to normal; its moments through f are then exact (rectifiers) or by quadrature.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState input = inputs[0];
        if (IsIdentity(input)) return input with { Saturated = 0 };
        Preimage source = Preimage.Of(input);
        Preimage image = source with { Functions = source.Functions.Append(Function).ToEquatableArray() };
        ActivationMoments moments = math.Moments(image.Functions, image.Mean, image.Variance);
        (double low, double high) = Range(input.Low, input.High);
        return new SignalState(moments.Mean, moments.MeanSquare)
        {
            AcrossSamples = moments.CrossMoment(image.SampleCorrelation),
            AcrossPositions = moments.CrossMoment(image.PositionCorrelation),
            AcrossUnits = moments.CrossMoment(image.UnitCorrelation),
            Low = low,
            High = high,
            Active = moments.Active,
            Saturated = moments.Saturated,
            Kurtosis = moments.FourthMoment > 0 ? moments.FourthMoment / (moments.MeanSquare * moments.MeanSquare) : 1,
            Rows = Profile.Power(input.Rows, moments.Elasticity),
            Columns = Profile.Power(input.Columns, moments.Elasticity),
            Preimage = image,
        };
    }

    /// <summary>E f'^2 times the gradient, which is taken as independent of f'.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        if (IsIdentity(inputs[0])) return gradient;
        Preimage source = Preimage.Of(inputs[0]);
        ActivationMoments moments = math.Moments(source.Functions.Append(Function).ToEquatableArray(), source.Mean, source.Variance);
        return gradient with
        {
            SecondMoment = gradient.SecondMoment * moments.DerivativeMeanSquare * gradient.Selection,
            AcrossSamples = gradient.AcrossSamples * moments.DerivativeCrossMoment(source.SampleCorrelation) * gradient.Selection,
            AcrossPositions = gradient.AcrossPositions * moments.DerivativeCrossMoment(source.PositionCorrelation) * gradient.Selection,
            AcrossUnits = gradient.AcrossUnits * moments.DerivativeCrossMoment(source.UnitCorrelation) * gradient.Selection,
            Selection = 1,
        };
    }

    /// <summary>A rectifier changes nothing of what is positive already.</summary>
    private bool IsIdentity(SignalState input) => input.Low >= 0 && Activation is ActivationKind.ReLU or ActivationKind.LeakyReLU;

    private (double Low, double High) Range(double low, double high)
    {
        double from = Function.Value(Math.Max(low, -Huge));
        double to = Function.Value(Math.Min(high, Huge));
        double least = Math.Min(from, to);
        if (Lowest is double at && low < at && at < high) least = Math.Min(least, Function.Value(at));
        double most = Math.Max(from, to);
        return (least < -Huge / 1e10 ? double.NegativeInfinity : least, most > Huge / 1e10 ? double.PositiveInfinity : most);
    }

    /// <summary>Where a function that does not only grow has its lowest value.</summary>
    private double? Lowest => Activation switch
    {
        ActivationKind.GELU => -0.7517915,
        ActivationKind.SiLU => -1.2784645,
        ActivationKind.Mish => -1.1924312,
        ActivationKind.HardSwish => -1.5,
        ActivationKind.LeakyReLU => 0,
        _ => null,
    };
}
