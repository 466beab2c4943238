using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record LayerNormLayer
{
    /// <summary>Every sample, and every position of it, begins anew with mean beta and variance gamma^2.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        Initializer gamma = node.Find(Parameter.Weight)!.Initializer;
        Initializer beta = node.Find(Parameter.Bias)!.Initializer;
        SignalState z = Normalized(node, inputs[0]);
        double Moment(double moment) => (gamma.MeanSquare * moment) + beta.MeanSquare;
        return z with
        {
            Mean = beta.Mean,
            SecondMoment = Moment(z.SecondMoment),
            AcrossSamples = Moment(z.AcrossSamples),
            AcrossBoth = Moment(z.AcrossBoth),
            Positions = z.Positions?.Map(Moment),
            Pattern = z.Pattern?.Map(Moment),
            AcrossUnits = (gamma.Mean * gamma.Mean * z.AcrossUnits) + (beta.Mean * beta.Mean),
        };
    }

    /// <summary>
    /// (g - mean g - z mean g z) / deviation with g = gamma d, means over a row: less the part that all units have in common, the part along the
    /// signal, and of the rest one n-th for each of the two directions. A row's own variance v is off by chance, and the mean of 1 / v more than
    /// 1 over the mean.
    /// </summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        SignalState x = inputs[0];
        int units = node.OutputShape.Channels;
        Initializer gamma = node.Find(Parameter.Weight)!.Initializer;
        double scaled = gamma.MeanSquare * gradient.SecondMoment;
        double common = (scaled + ((units - 1) * gamma.Mean * gamma.Mean * gradient.AcrossUnits)) / units;
        double along = (scaled + ((units - 1) * gradient.AlongSignal * gradient.AlongSignal)) / units;
        double chance = x.SizeVariation + (Math.Max(0, 2 + x.ExcessKurtosis) / units);
        (EquatableArray<double> rows, double rowMean) = Profile.Quotient(gradient.Rows, x.Rows);
        (EquatableArray<double> columns, double columnMean) = Profile.Quotient(gradient.Columns, x.Columns);
        double inverse = rowMean * columnMean / ((Spread(x, units) / (SignalState.Gamma(chance) * x.InverseForm)) + Epsilon);
        double square = Math.Max(0, scaled - common - along) * inverse;
        return gradient.Scale(gradient.SecondMoment > 0 ? square / gradient.SecondMoment : 0) with
        {
            // Each row's gradient sums to nothing, and nothing of it is along the row.
            AcrossUnits = -square / (units - 1),
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
    /// less an n-th.
    /// </summary>
    private SignalState Normalized(LayerNode node, SignalState x)
    {
        int units = node.OutputShape.Channels;
        double variance = Spread(x, units);
        double scale = (1 - (1.0 / units)) / (variance + Epsilon);
        double square = variance / (variance + Epsilon);
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

    /// <summary>The variance inside a row, over its own mean.</summary>
    private static double Spread(SignalState x, int units) => Math.Max(0, x.SecondMoment - x.AcrossUnits) * (1 - (1.0 / units));
}
