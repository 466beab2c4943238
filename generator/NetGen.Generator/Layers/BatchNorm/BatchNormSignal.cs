using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record BatchNormLayer
{
    /// <summary>
    /// In training: mean beta, variance gamma^2 v / (v + epsilon), v the variance inside a channel. What a channel has in common for all
    /// samples is its mean and is taken away. Every channel is divided by its own size, so correlations become means over channels of v' / v,
    /// v' the covariance of two positions: to second order E v' / E v (1 - Cov(v', v) + Var(v)), both relative.
    /// </summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        Initializer gamma = node.Find(Parameter.Weight)!.Initializer;
        Initializer beta = node.Find(Parameter.Bias)!.Initializer;
        double betaSquare = beta.MeanSquare;
        double scale = gamma.MeanSquare / (Inside(x) + Epsilon);

        // The mean of quotients v' / v is not the quotient of the means.
        double pairs = scale * Math.Min(1, Math.Max(0.25, 1 - x.PositionCovariation + x.ChannelVariation));
        double common = x.SecondMoment > 0 ? x.AcrossBoth / x.SecondMoment : 0;
        return new SignalState(beta.Mean, (scale * Inside(x)) + betaSquare)
        {
            AcrossSamples = betaSquare + (scale * (x.AcrossSamples - x.AcrossBoth)),
            AcrossBoth = betaSquare,
            AcrossPositions = betaSquare + (pairs * (x.AcrossPositions - x.AcrossBoth)),
            AcrossNeighbours = betaSquare + (pairs * (x.AcrossNeighbours - x.AcrossBoth)),
            UnitOverlap = x.UnitOverlap,
            PositionOverlap = x.PositionOverlap,
            SampleVariation = x.SampleVariation,
            Skewness = x.Skewness,
            ExcessKurtosis = x.ExcessKurtosis,
            AcrossUnits = (beta.Mean * beta.Mean) + (gamma.Mean * gamma.Mean / (Inside(x) + Epsilon) * Math.Max(0, x.AcrossUnits - x.Joint(x.AcrossUnits, x.AcrossBoth))),
            Rows = Profile.Centered(x.Rows, common),
            Columns = Profile.Centered(x.Columns, common),
        };
    }

    /// <summary>
    /// gamma^2 / v times the gradient, v a channel's own: the mean of 1 / v is more than 1 over the mean, by 1 / (1 - relative variance) for the
    /// gamma distribution that a sum of squares is close to. Less the part that all samples have in common and the part along the signal.
    /// </summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        Initializer gamma = node.Find(Parameter.Weight)!.Initializer;
        double scale = gamma.MeanSquare / ((Inside(inputs[0]) * (1 - Math.Min(0.75, inputs[0].ChannelVariation))) + Epsilon);
        double along = gamma.MeanSquare > 0 ? gradient.AlongSignal * gradient.AlongSignal / gamma.MeanSquare : 0;
        return gradient with
        {
            SecondMoment = scale * Math.Max(0, gradient.SecondMoment - gradient.AcrossSamples - along),
            AcrossSamples = 0,
            AlongSignal = 0,
            AlongUnits = 0,
            WeightResponse = -1,
            Gate = null,
            SizeResponse = 0,
            AcrossPositions = scale * Math.Max(0, gradient.AcrossPositions - gradient.AcrossSamples),
            AcrossUnits = scale * gradient.AcrossUnits,
            Selection = 1,
        };
    }

    /// <summary>That of gamma sums the gradient times the normalised input, that of beta the gradient alone.</summary>
    public override double ParameterGradient(LayerNode node, ParameterSpec parameter, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        int positions = node.OutputShape.Positions;
        if (parameter.Kind == Parameter.Bias) return ParameterGradients.Bias(gradient, positions, math.Options.BatchSize);
        double inside = Inside(inputs[0]);
        var normalized = new SignalState(0, inside / (inside + Epsilon))
        {
            AcrossPositions = (inputs[0].AcrossPositions - inputs[0].AcrossBoth) / (inside + Epsilon),
        };
        return ParameterGradients.Weight(normalized, gradient, positions, math.Options.BatchSize);
    }

    private static double Inside(SignalState x) => Math.Max(0, x.SecondMoment - x.AcrossBoth);
}
