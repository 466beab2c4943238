using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record LayerNormLayer
{
    /// <summary>Every sample, and every position of it, begins anew with mean beta and variance gamma^2; not centred, with mean square gamma^2 besides beta's.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        (double gamma, double gammaSquare) = ChannelParameters.Moments(node, Parameter.Weight, 1);
        (double beta, double betaSquare) = ChannelParameters.Moments(node, Parameter.Bias, 0);
        SignalState z = Normalized(node, inputs[0]);
        double Moment(double moment) => (gammaSquare * moment) + (2 * gamma * beta * z.Mean) + betaSquare;
        return z with
        {
            Mean = (gamma * z.Mean) + beta,
            SecondMoment = Moment(z.SecondMoment),
            AcrossSamples = Moment(z.AcrossSamples),
            AcrossBoth = Moment(z.AcrossBoth),
            Positions = z.Positions?.Map(Moment),
            Pattern = z.Pattern?.Map(Moment),
            AcrossUnits = (gamma * gamma * z.AcrossUnits) + (2 * gamma * beta * z.Mean) + (beta * beta),
            Low = gamma >= 0 && gammaSquare == gamma * gamma && betaSquare == 0 ? gamma * z.Low : double.NegativeInfinity,
            Active = betaSquare == 0 && gammaSquare == gamma * gamma ? z.Active : 1,
        };
    }

    /// <summary>
    /// (g - mean g - z mean g z) / deviation with g = gamma d, means over a row: less the part that all units have in common, the part along the
    /// signal, and of the rest one n-th for each of the two directions. A row's own variance v is off by chance, and the mean of 1 / v more than
    /// 1 over the mean. Not centred, what units have in common stays.
    /// </summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        SignalState x = inputs[0];
        int units = node.OutputShape.Channels;
        (double gamma, double gammaSquare) = ChannelParameters.Moments(node, Parameter.Weight, 1);
        double scaled = gammaSquare * gradient.SecondMoment;
        double ofUnits = gamma * gamma * gradient.AcrossUnits;
        double common = IsCentered ? (scaled + ((units - 1) * ofUnits)) / units : 0;
        double along = (scaled + ((units - 1) * gradient.AlongSignal * gradient.AlongSignal)) / units;
        double chance = x.SizeVariation + (Math.Max(0, IsCentered ? 2 + x.ExcessKurtosis : x.Kurtosis - 1) / units);
        (EquatableArray<double> rows, double rowMean) = Profile.Quotient(gradient.Rows, x.Rows);
        (EquatableArray<double> columns, double columnMean) = Profile.Quotient(gradient.Columns, x.Columns);
        double inverse = rowMean * columnMean / ((Spread(x, units) / (SignalState.Gamma(chance) * x.InverseForm)) + Epsilon);
        double square = Math.Max(0, scaled - common - along) * inverse;
        return gradient.Scale(gradient.SecondMoment > 0 ? square / gradient.SecondMoment : 0) with
        {
            // Centred, each row's gradient sums to nothing; and nothing of it is along the row.
            AcrossUnits = IsCentered ? -square / (units - 1) : (ofUnits - (along * Math.Max(0, Normalized(node, x).AcrossUnits))) * inverse,
            AlongSignal = 0,
            AlongUnits = x.SecondMoment > 0 ? -along * inverse * x.Variance / x.SecondMoment : 0,
            Rows = rows,
            Columns = columns,
            Gate = null,
            Selection = 1,

            // A sample that is larger is divided by more. Of the weights in front, those along their input get nothing: one of a fan-in.
            SizeResponse = -1,
            WeightResponse = -0.5,
        };
    }

    /// <summary>That of gamma sums the gradient times the normalised input, that of beta the gradient alone.</summary>
    public override double ParameterGradient(LayerNode node, ParameterSpec parameter, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        int positions = node.OutputShape.Positions;
        return parameter.Kind == Parameter.Bias
            ? ParameterGradients.Bias(gradient, positions, math.Options.BatchSize)
            : ParameterGradients.Weight(Normalized(node, inputs[0]), gradient, positions, math.Options.BatchSize);
    }

    /// <summary>
    /// (x - mean) / deviation. What a row's units have in common goes: of n units, E x x' of one unit keeps what E x x' of two units has not,
    /// less an n-th. Not centred, nothing goes but sizes.
    /// </summary>
    private SignalState Normalized(LayerNode node, SignalState x)
    {
        int units = node.OutputShape.Channels;
        double variance = Spread(x, units);
        double scale = (1 - (1.0 / units)) / (variance + Epsilon);
        double square = variance / (variance + Epsilon);
        if (!IsCentered) return Resized(x, square);
        double Own(double moment) => Math.Min(square, scale * (moment - x.Joint(x.AcrossUnits, moment)));
        return new SignalState(0, square)
        {
            AcrossSamples = Own(x.AcrossSamples),
            AcrossBoth = Own(x.AcrossBoth),
            Positions = x.Positions?.Map(Own).WithOwn(square),
            Pattern = x.Pattern?.Map(Own),
            AcrossUnits = -square / (units - 1),
            UnitOverlap = x.UnitOverlap,
            PositionOverlap = x.PositionOverlap,
            ChannelVariation = x.ChannelVariation,
            InverseForm = x.InverseForm,
            PositionCovariation = x.PositionCovariation,
            Skewness = x.Skewness,
            ExcessKurtosis = x.ExcessKurtosis,
            HasFixedSize = true,
        };
    }

    /// <summary>x over a row's root mean square: padding leaves no trace, and signs and zeros stay.</summary>
    private static SignalState Resized(SignalState x, double square)
    {
        SignalState scaled = x.Scale(x.SecondMoment > 0 ? square / x.SecondMoment : 0);
        return scaled with
        {
            SecondMoment = square,
            AcrossSamples = Math.Min(square, scaled.AcrossSamples),
            Positions = scaled.Positions?.Map(moment => Math.Min(square, moment)).WithOwn(square),
            SizeVariation = 0,
            SampleVariation = null,
            HasFixedSize = true,
            Low = x.Low >= 0 ? 0 : double.NegativeInfinity,
            High = double.PositiveInfinity,
            Saturated = 0,
            Rows = default,
            Columns = default,
            Preimage = null,
        };
    }

    /// <summary>The variance inside a row, over its own mean, or its mean square.</summary>
    private double Spread(SignalState x, int units) => IsCentered ? Math.Max(0, x.SecondMoment - x.AcrossUnits) * (1 - (1.0 / units)) : x.SecondMoment;
}
