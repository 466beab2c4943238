using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record GroupNormLayer
{
    /// <summary>Every group of a sample begins anew with mean beta and variance gamma^2; what padding left along rows and columns stays.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        (double gamma, double gammaSquare) = ChannelParameters.Moments(node, Parameter.Weight, 1);
        (double beta, double betaSquare) = ChannelParameters.Moments(node, Parameter.Bias, 0);
        SignalState z = Normalized(node, inputs[0]);
        double Moment(double moment) => (gammaSquare * moment) + betaSquare;
        return z with
        {
            Mean = beta,
            SecondMoment = Moment(z.SecondMoment),
            AcrossSamples = Moment(z.AcrossSamples),
            AcrossBoth = Moment(z.AcrossBoth),
            Positions = z.Positions?.Map(Moment),
            Pattern = z.Pattern?.Map(Moment),
            AcrossUnits = (gamma * gamma * z.AcrossUnits) + (beta * beta),
        };
    }

    /// <summary>
    /// (g - mean g - z mean g z) / deviation with g = gamma d, means over a group: less the part that the group has in common and the part along the
    /// signal. A group's own variance is off by chance, and the mean of its inverse more than the inverse of the mean.
    /// </summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        SignalState x = inputs[0];
        SignalState z = Normalized(node, x);
        (double gamma, double gammaSquare) = ChannelParameters.Moments(node, Parameter.Weight, 1);
        double positions = node.OutputShape.Positions;
        double size = GroupSize(node.OutputShape);
        double scaled = gammaSquare * gradient.SecondMoment;
        if (scaled == 0) return new GradientState(0);
        double ofPositions = gammaSquare * gradient.AcrossPositions;
        double ofUnits = gamma * gamma * gradient.AcrossUnits;
        double common = Common(positions, size, scaled, ofPositions, ofUnits, ofUnits * ofPositions / scaled);
        double along = (scaled + ((positions - 1) * Math.Max(0, ofPositions * z.AcrossPositions)) + (((positions * size) - 1) * gradient.AlongSignal * gradient.AlongSignal)) / (positions * size);
        double inverse = Inverse(node.OutputShape, x);
        double square = Math.Max(0, scaled - common - along) * inverse;
        double Rest(double moment, double parallel) => Math.Max(-square, Math.Min(square, (moment - common - (parallel * along)) * inverse));

        // Of another sample there is as much less in common as of the gradient itself.
        double samples = gammaSquare * gradient.AcrossSamples * Math.Max(0, 1 - (common / scaled)) * inverse;
        return new GradientState(square)
        {
            AcrossSamples = Math.Min(square, samples),
            AcrossPositions = Rest(ofPositions, z.AcrossPositions),
            AcrossUnits = Within(node.OutputShape) * Rest(ofUnits, z.AcrossUnits),
            AlongUnits = size > 1 && x.SecondMoment > 0 ? -along * inverse * x.Variance / x.SecondMoment : 0,
            Rows = gradient.Rows,
            Columns = gradient.Columns,

            // A sample that is larger is divided by more, and so is what weights in front make larger: of a channel that is its own group, all of it.
            SizeResponse = -1,
            WeightResponse = size == 1 ? -1 : -0.5,
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

    /// <summary>(x - mean) / deviation: of what two values have in common, what their groups' means have in common goes.</summary>
    private SignalState Normalized(LayerNode node, SignalState x)
    {
        Shape shape = node.OutputShape;
        double positions = shape.Positions;
        double size = GroupSize(shape);
        double own = OwnMean(shape, x);
        double others = Common(positions, size, x.AcrossSamples, x.AcrossBoth, x.Joint(x.AcrossUnits, x.AcrossSamples), x.Joint(x.AcrossUnits, x.AcrossBoth));
        double apart = Common(positions, 1, x.AcrossUnits, x.Joint(x.AcrossUnits, x.AcrossPositions), 0, 0);
        double variance = Math.Max(0, x.SecondMoment - own);
        double scale = 1 / (variance + Epsilon);
        double square = variance * scale;
        double Left(double moment, double common) => Math.Max(-square, Math.Min(square, scale * (moment - common)));
        double within = Within(shape);
        double share = x.SecondMoment > 0 ? own / x.SecondMoment : 0;
        return new SignalState(0, square)
        {
            AcrossSamples = Math.Max(0, Left(x.AcrossSamples, others)),
            AcrossBoth = Math.Max(0, Left(x.AcrossBoth, others)),
            Positions = x.Positions?.Map(moment => Left(moment, own)).WithOwn(square),
            Pattern = x.Pattern?.Map(moment => Left(moment, others)),
            AcrossUnits = (within * Left(x.AcrossUnits, own)) + ((1 - within) * Left(x.AcrossUnits, apart)),
            UnitOverlap = x.UnitOverlap,
            PositionOverlap = x.PositionOverlap,
            ChannelVariation = size == 1 ? 0 : x.ChannelVariation,
            InverseForm = size == 1 ? 1 : x.InverseForm,
            PositionCovariation = size == 1 ? null : x.PositionCovariation,
            Skewness = x.Skewness,
            ExcessKurtosis = x.ExcessKurtosis,
            HasFixedSize = shape.Positions == 1,
            Rows = Profile.Centered(x.Rows, share),
            Columns = Profile.Centered(x.Columns, share),
        };
    }

    /// <summary>E of the square of a group's mean.</summary>
    private double OwnMean(Shape shape, SignalState x)
        => Common(shape.Positions, GroupSize(shape), x.SecondMoment, x.AcrossPositions, x.AcrossUnits, x.Joint(x.AcrossUnits, x.AcrossPositions));

    /// <summary>The mean over all pairs of a group's values: of one with itself, at two positions, of two channels, and of two channels at two positions.</summary>
    private static double Common(double positions, double size, double self, double twoPositions, double twoChannels, double both)
        => (self + ((positions - 1) * twoPositions) + ((size - 1) * (twoChannels + ((positions - 1) * both)))) / (positions * size);

    /// <summary>The share of two channels' pairs that are of one group.</summary>
    private double Within(Shape shape) => shape.Channels == 1 ? 0 : (GroupSize(shape) - 1.0) / (shape.Channels - 1);

    /// <summary>
    /// E 1 / variance of a group. It is off by chance as the size of a sample is, as that of each channel is, and by the number of its values that
    /// vary independently.
    /// </summary>
    private double Inverse(Shape shape, SignalState x)
    {
        double size = GroupSize(shape);
        double variance = Math.Max(0, x.SecondMoment - OwnMean(shape, x));
        double alike = x.Positions?.Map(moment => x.Correlation(moment) * x.Correlation(moment)).Different ?? 0;
        double values = (2 + x.ExcessKurtosis) * (1 + ((shape.Positions - 1) * alike)) / (size * shape.Positions);
        double chance = x.SizeVariation + (x.ChannelVariation / size) + Math.Max(0, values);
        return 1 / ((variance / (SignalState.Gamma(chance) * (size == 1 ? x.InverseForm : 1))) + Epsilon);
    }
}
