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

        // The mean of quotients v' / v is not the quotient of the means; that of v / v is 1.
        double Pairs(double covariation) => scale * Math.Min(1, Math.Max(0.25, 1 - covariation + x.ChannelVariation));
        LagTable? pattern = CenteredPattern(x);
        double second = (scale * Inside(x)) + betaSquare;
        double common = x.SecondMoment > 0 ? x.AcrossBoth / x.SecondMoment : 0;
        return new SignalState(beta.Mean, second)
        {
            AcrossSamples = betaSquare + (scale * (x.AcrossSamples - x.AcrossBoth)),
            AcrossBoth = betaSquare,
            Positions = Positions()?.WithOwn(second),
            Pattern = pattern?.Map(moment => betaSquare + (scale * moment)),
            UnitOverlap = x.UnitOverlap,
            PositionOverlap = x.PositionOverlap,
            SampleVariation = x.SampleVariation,
            Skewness = x.Skewness,
            ExcessKurtosis = x.ExcessKurtosis,
            AcrossUnits = (beta.Mean * beta.Mean) + (gamma.Mean * gamma.Mean / (Inside(x) + Epsilon) * Math.Max(0, x.AcrossUnits - x.Joint(x.AcrossUnits, x.AcrossBoth))),
            Rows = Profile.Centered(x.Rows, common),
            Columns = Profile.Centered(x.Columns, common),
        };

        // What a sample has of its own, and what is left of the pattern.
        LagTable? Positions() => x.Positions?
            .Map(x.Pattern!, static (moment, common) => moment - common)
            .Map(x.PositionCovariation ?? x.Positions.Map(static _ => 0), (own, covariation) => Pairs(covariation) * own)
            .Map(pattern!, (own, common) => betaSquare + own + (scale * common));
    }

    /// <summary>
    /// What a channel shows whatever the input, without its mean. Two positions have in common with each other more than with the mean only where
    /// they are near; over all pairs of positions nothing is left.
    /// </summary>
    private static LagTable? CenteredPattern(SignalState x)
    {
        if (x.Pattern?.WithOwn(x.AcrossSamples).Map(moment => Math.Max(0, moment - x.AcrossBoth)) is not { } near) return null;
        double mean = near.Sum(near.Rows.AnyTwo, near.Columns.AnyTwo);
        return near.Own > mean ? near.Map(moment => (moment - mean) * near.Own / (near.Own - mean)) : near.Map(static _ => 0);
    }

    /// <summary>
    /// gamma^2 / v times the gradient, v a channel's own: the mean of 1 / v is more than 1 over the mean, by 1 / (1 - relative variance) for the
    /// gamma distribution that a sum of squares is close to. Less the part that all samples have in common and the part along the signal.
    /// </summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        Initializer gamma = node.Find(Parameter.Weight)!.Initializer;
        double scale = gamma.MeanSquare / ((Inside(inputs[0]) / inputs[0].ChannelInverse) + Epsilon);
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
            Positions = inputs[0].Positions?.Map(moment => (moment - inputs[0].AcrossBoth) / (inside + Epsilon)),
        };
        return ParameterGradients.Weight(normalized, gradient, positions, math.Options.BatchSize);
    }

    private static double Inside(SignalState x) => Math.Max(0, x.SecondMoment - x.AcrossBoth);
}
