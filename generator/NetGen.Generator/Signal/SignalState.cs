using NetGen.Generator.Model;

namespace NetGen.Generator.Signal;

/// <summary>
/// What is known, before the first run, of the values of one tensor: moments over initial weights, samples and elements. All moments
/// are about zero (not centred).
/// </summary>
/// <param name="Mean">E x.</param>
/// <param name="SecondMoment">E x^2.</param>
internal sealed record SignalState(double Mean, double SecondMoment)
{
    /// <summary>E x x' of one unit at one position for two samples: what of the signal is the same whatever the input.</summary>
    public double AcrossSamples { get; init; }

    /// <summary>E x x' of one unit for two samples at any two positions: the square of a channel's mean, in the mean.</summary>
    public double AcrossBoth { get; init; }

    /// <summary>E x x' of one unit and sample at two positions, by how far they are apart: what pooling depends on. Null where there is but one.</summary>
    public LagTable? Positions { get; init; }

    /// <summary>
    /// E x x' of one unit for two samples at two positions, by how far they are apart: what a channel shows of itself whatever the input, such as
    /// its borders. Null where there is but one position.
    /// </summary>
    public LagTable? Pattern { get; init; }

    /// <summary>The mean of E x x' over any two positions: what gradients of parameters depend on.</summary>
    public double AcrossPositions => Positions?.Different ?? SecondMoment;

    /// <summary>E x x' of two units of one sample: not the square of the mean only behind weights whose mean is not 0.</summary>
    public double AcrossUnits { get; init; }

    /// <summary>Mean square of the correlation coefficient between two units, within one network: what they have in common by chance. Its mean is 0.</summary>
    public double UnitOverlap { get; init; }

    /// <summary>The same as <see cref="UnitOverlap"/>, for what all positions of a channel have in common in a sample: fewer values vary there.</summary>
    public double PositionOverlap { get; init; }

    /// <summary>Relative variance, from channel to channel, of the variance inside a channel.</summary>
    public double ChannelVariation { get; init; }

    /// <summary>E 1 / v times E v, v the variance inside a channel, from channel to channel.</summary>
    public double ChannelInverse => InverseForm * Gamma(ChannelVariation);

    /// <summary>
    /// By what factor E 1 / v of a sum of squares behind weights is more than if it followed a gamma distribution of its variance: where neighbours are
    /// alike, few large squares come with many small ones, and 1 / v is smaller. 1 where nothing is known.
    /// </summary>
    public double InverseForm { get; init; } = 1;

    /// <summary>
    /// Relative covariance, from channel to channel, of the variance inside a channel and the covariance of two of its positions, by how far
    /// these are apart. Null where nothing is known.
    /// </summary>
    public LagTable? PositionCovariation { get; init; }

    /// <summary>
    /// Relative variance of a sample's mean square over very many units, from sample to sample and from network to network: a layer of few
    /// units hands on a size that is off by chance.
    /// </summary>
    public double SizeVariation { get; init; }

    /// <summary>
    /// Whether every row of a sample has the same mean square, or nearly so: behind a normalisation of rows the chances of its units do not
    /// add up, as what one has more another has less.
    /// </summary>
    public bool HasFixedSize { get; init; }

    /// <summary>
    /// Relative covariance, from sample to sample, of the second moments of what two positions have seen, by how far they are apart: what makes a
    /// sample larger at both. Null for none.
    /// </summary>
    public LagTable? SampleVariation { get; init; }

    /// <summary>No value can be below.</summary>
    public double Low { get; init; } = double.NegativeInfinity;

    /// <summary>No value can be above.</summary>
    public double High { get; init; } = double.PositiveInfinity;

    /// <summary>P(x != 0).</summary>
    public double Active { get; init; } = 1;

    /// <summary>Third cumulant over the third power of the standard deviation: 0 for a normal variable.</summary>
    public double Skewness { get; init; }

    /// <summary>Fourth cumulant over the fourth power of the standard deviation: 0 for a normal variable.</summary>
    public double ExcessKurtosis { get; init; }

    /// <summary>P(|f'| &lt; 0.05) of the activation that made it; 0 behind anything else.</summary>
    public double Saturated { get; init; }

    /// <summary>The rows' second moments relative to the mean one, and the columns'; empty where all are alike. Their product is an element's.</summary>
    public EquatableArray<double> Rows { get; init; }

    /// <inheritdoc cref="Rows"/>
    public EquatableArray<double> Columns { get; init; }

    /// <summary>Where the values are functions of a normally distributed variable: that variable. Null: they are taken as normal themselves.</summary>
    public Preimage? Preimage { get; init; }

    /// <summary>E x^2 - (E x)^2.</summary>
    public double Variance => Math.Max(0, SecondMoment - (Mean * Mean));

    /// <summary>Standard deviation over all values of the tensor.</summary>
    public double Std => Math.Sqrt(Variance);

    /// <summary>Standard deviation from unit to unit of one sample: of logits, how far the classes are apart.</summary>
    public double SpreadOfUnits => Math.Sqrt(Math.Max(0, SecondMoment - AcrossUnits));

    /// <summary>The same values, of another size.</summary>
    /// <param name="factor">Of the second moment.</param>
    public SignalState Scale(double factor) => factor == 1 ? this : this with
    {
        Mean = Mean * Math.Sqrt(factor),
        SecondMoment = SecondMoment * factor,
        AcrossSamples = AcrossSamples * factor,
        AcrossBoth = AcrossBoth * factor,
        Positions = Positions?.Map(moment => moment * factor),
        Pattern = Pattern?.Map(moment => moment * factor),
        AcrossUnits = AcrossUnits * factor,
        Preimage = Preimage is null ? null : Preimage with { Mean = Preimage.Mean * Math.Sqrt(factor), Variance = Preimage.Variance * factor },
    };

    /// <summary>The same values where nothing is known of two positions, or there is but one.</summary>
    public SignalState WithoutPositions() => this with { Positions = null, Pattern = null, PositionCovariation = null, SampleVariation = null };

    /// <summary>E x^3.</summary>
    public double ThirdMoment => (Mean * Mean * Mean) + (3 * Mean * Variance) + (Skewness * Std * Variance);

    /// <summary>E x^4.</summary>
    public double FourthMoment
        => (Mean * Mean * Mean * Mean) + (6 * Mean * Mean * Variance) + (4 * Mean * Skewness * Std * Variance) + ((3 + ExcessKurtosis) * Variance * Variance);

    /// <summary>E x^4 / (E x^2)^2: how much a sum over few units differs from network to network grows with it.</summary>
    public double Kurtosis => SecondMoment > 0 ? FourthMoment / (SecondMoment * SecondMoment) : 1;

    /// <summary>The same state with the shape that its higher moments say.</summary>
    public SignalState WithMoments(double third, double fourth)
    {
        double variance = Variance;
        if (!(variance > 1e-12 * SecondMoment) || double.IsInfinity(fourth)) return this;
        double square = Mean * Mean;
        double thirdCumulant = third - (3 * Mean * SecondMoment) + (2 * Mean * square);
        double fourthCentral = fourth - (4 * Mean * third) + (6 * square * SecondMoment) - (3 * square * square);
        return this with { Skewness = thirdCumulant / (variance * Math.Sqrt(variance)), ExcessKurtosis = (fourthCentral / (variance * variance)) - 3 };
    }

    /// <summary>The correlation coefficient that a moment such as <see cref="AcrossSamples"/> stands for.</summary>
    public double Correlation(double crossMoment)
        => Variance > 0 ? Math.Min(1, Math.Max(-1, (crossMoment - (Mean * Mean)) / Variance)) : 1;

    /// <summary>
    /// One over the number of independent values that vary as much as these do together: sum of squared covariances over the square of
    /// the sum of variances.
    /// </summary>
    /// <param name="units">Channels.</param>
    /// <param name="windows">The positions of each; null for one.</param>
    public double InverseDimension(double units, KernelWindows? windows)
    {
        return InverseDimensionOfUnits(units, windows) + ((units - 1) / units * OverlapBehindWeights(windows));
    }

    /// <summary>
    /// The mean square of the correlation coefficient between two sums, each over a unit of its own. Two units at two positions have less in common by
    /// chance than at one, by about as much as one unit with itself.
    /// </summary>
    /// <param name="windows">The positions of each sum; null for one.</param>
    public double OverlapBehindWeights(KernelWindows? windows)
        => UnitOverlap * (Inside() is { } inside && windows is not null ? windows.MeanInside(inside.Map(Math.Abs)) : 1);

    /// <summary>The same, for units that have nothing in common.</summary>
    public double InverseDimensionOfUnits(double units, KernelWindows? windows)
        => (Inside() is { } inside && windows is not null ? windows.MeanInside(inside.Map(static correlation => correlation * correlation)) : 1) / units;

    /// <summary>
    /// The covariance of a channel behind weights at two positions, v' = w A w, and its variance v = w S w, S and A the covariances of what
    /// the two windows see: 2 tr A S / (tr A tr S), their relative covariance over random weights.
    /// </summary>
    /// <param name="units">Channels.</param>
    /// <param name="windows">The positions of each.</param>
    public LagTable? CovariationBehindWeights(double units, KernelWindows? windows)
    {
        if (windows is null || Inside() is not { } inside) return null;
        LagTable correlations = inside.Map(static correlation => Math.Max(0, correlation));
        double near = windows.Mean(correlations) - (1 / windows.Count);
        double others = (units - 1) * PositionOverlap;
        return windows.Overlap(correlations).Map(
            windows.Strided(correlations), (own, far) => Math.Min(1, 2 * (own + (others * ((far / windows.Count) + near))) / units));
    }

    /// <summary>
    /// Of a sum of squares over two windows each, the relative covariance: twice the mean squared correlation of a value here and a value there. What was
    /// there before stays.
    /// </summary>
    /// <param name="units">Channels that a window sees.</param>
    /// <param name="windows">The positions of each.</param>
    public LagTable? SampleVariationBehind(double units, KernelWindows windows)
    {
        if (Positions is null) return SampleVariation;
        LagTable? before = SampleVariation is null ? null : windows.Strided(SampleVariation);
        if (windows.Count == 1) return before;
        LagTable squares = windows.Between(Positions.Map(moment => Correlation(moment) * Correlation(moment)));
        double factor = 2 * (1 + ((units - 1) * UnitOverlap)) / units;
        return before is null ? squares.Map(square => factor * square) : before.Map(squares, (known, square) => Math.Max(known, factor * square));
    }

    /// <summary>
    /// <see cref="InverseForm"/> behind normal weights, v = w S w and S the covariances of what a window sees. A sample's size, x x of normal values x
    /// with these covariances, has the same distribution.
    /// </summary>
    /// <param name="units">Channels that it sees.</param>
    /// <param name="windows">The positions of each; null for one.</param>
    public double InverseFormBehindWeights(double units, KernelWindows? windows)
    {
        double gamma = Gamma(2 * InverseDimensionOfUnits(units, windows));
        return windows is null || Inside() is not { } inside || windows.Count > InverseOfQuadraticForm.LargestOrder || gamma < 1.05
            ? 1
            : InverseOfQuadraticForm.Mean(windows.Matrix(inside), (int)windows.Count, units) / gamma;
    }

    /// <summary>E 1 / v times E v for a gamma distribution. It is never followed to where it would be infinite: variations are estimates.</summary>
    /// <param name="variation">Relative variance.</param>
    public static double Gamma(double variation) => 1 / (1 - Math.Min(0.75, variation));

    /// <summary>Correlation coefficients of two positions inside a channel, once what all samples have in common is taken away.</summary>
    private LagTable? Inside()
        => SecondMoment > AcrossBoth ? Positions?.Map(moment => (moment - AcrossBoth) / (SecondMoment - AcrossBoth)) : Positions?.Map(static _ => 0);

    /// <summary>E x x' of two elements that differ in two respects, each of which alone leaves these moments.</summary>
    public double Joint(double first, double second)
    {
        double square = Mean * Mean;
        return Variance > 0 ? square + ((first - square) * (second - square) / Variance) : square;
    }
}

/// <summary>A normal (or nearly normal) variable and the activations that were applied to it, first one first.</summary>
/// <param name="Mean">Of the normal variable.</param>
/// <param name="Variance">Of the normal variable.</param>
/// <param name="Positions">Correlation of the normal variable at two positions of a sample, by how far they are apart; null where there is but one.</param>
/// <param name="Pattern">Likewise, for two samples.</param>
/// <param name="SampleCorrelation">Of the normal variable for two samples.</param>
/// <param name="BothCorrelation">Of the normal variable for two samples at any two positions.</param>
/// <param name="UnitCorrelation">Of the normal variable of two units.</param>
/// <param name="Skewness">What it is off a normal variable: <see cref="SignalState.Skewness"/>.</param>
/// <param name="ExcessKurtosis">Likewise: <see cref="SignalState.ExcessKurtosis"/>.</param>
internal sealed record Preimage(
    EquatableArray<ActivationFunction> Functions,
    double Mean,
    double Variance,
    LagTable? Positions,
    LagTable? Pattern,
    double SampleCorrelation,
    double BothCorrelation,
    double UnitCorrelation,
    double Skewness,
    double ExcessKurtosis)
{
    /// <summary>Relative variance of <see cref="Variance"/>: <see cref="SignalState.SizeVariation"/>.</summary>
    public double SizeVariation { get; init; }

    /// <summary>Correlation of the normal variable at any two positions of a sample, in the mean.</summary>
    public double PositionCorrelation => Positions?.Different ?? 1;

    /// <summary>The state as the function of a normal variable: the one that it is known to come from, or itself.</summary>
    public static Preimage Of(SignalState state) => state.Preimage ?? new Preimage(
        default,
        state.Mean,
        state.Variance,
        state.Positions?.Map(state.Correlation),
        state.Pattern?.Map(state.Correlation),
        state.Correlation(state.AcrossSamples),
        state.Correlation(state.AcrossBoth),
        state.Correlation(state.AcrossUnits),
        state.Skewness,
        state.ExcessKurtosis);
}

/// <summary>
/// What is known of the gradient of one sample's loss by the values of one tensor, over initial weights, samples and elements. Its mean
/// is 0.
/// </summary>
/// <param name="SecondMoment">E d^2.</param>
internal sealed record GradientState(double SecondMoment)
{
    /// <summary>E d d' of one unit at one position for two samples.</summary>
    public double AcrossSamples { get; init; }

    /// <summary>E d d' of one unit and sample at two positions.</summary>
    public double AcrossPositions { get; init; }

    /// <summary>E d d' of two units of one sample.</summary>
    public double AcrossUnits { get; init; }

    /// <summary>
    /// E d x, x the value that d is the gradient by. Not 0: a loss that depends on the output's size sends back a part of the signal itself,
    /// and meets on its way the very weights that made it.
    /// </summary>
    public double AlongSignal { get; init; }

    /// <inheritdoc cref="SignalState.Rows"/>
    public EquatableArray<double> Rows { get; init; }

    /// <inheritdoc cref="SignalState.Rows"/>
    public EquatableArray<double> Columns { get; init; }

    /// <summary>
    /// How much larger E f'^2 of the activation below is than over all of its values, because the gradient arrives at selected ones: a
    /// maximum is more often positive than a value.
    /// </summary>
    public double Selection { get; init; } = 1;

    /// <summary>
    /// d ln E d^2 / d ln E x^2 for a sample or network whose signal is larger than others' by chance: such a one meets other slopes in all layers
    /// that follow.
    /// </summary>
    public double SizeResponse { get; init; }

    /// <summary>
    /// The rectifier that it has just come through, backward: the values that it arrives at are those that the rectifier let pass. Null behind
    /// anything else.
    /// </summary>
    public ActivationFunction? Gate { get; init; }

    /// <summary>
    /// d ln E d^2 / d ln v of the layer that it has just come through, v the variance of the values in front: -1 for a normalisation, the
    /// elasticity of E f'^2 for an activation. Weights in front have made those values, and meet what the values do to the gradient.
    /// </summary>
    public double WeightResponse { get; init; }

    /// <summary>The part of <see cref="SecondMoment"/> that is distributed over units as the square of the signal, of whatever sign.</summary>
    public double AlongUnits { get; init; }

    /// <summary>The same gradient, smaller or larger: all moments times a factor.</summary>
    public GradientState Scale(double factor) => this with
    {
        SecondMoment = SecondMoment * factor,
        AcrossSamples = AcrossSamples * factor,
        AcrossPositions = AcrossPositions * factor,
        AcrossUnits = AcrossUnits * factor,
        AlongSignal = AlongSignal * Math.Sqrt(factor),
        AlongUnits = AlongUnits * factor,
    };

    /// <summary>What two readers of a tensor send back. Behind different weights, they are independent.</summary>
    public static GradientState operator +(GradientState left, GradientState right)
    {
        double sum = left.SecondMoment + right.SecondMoment;
        double share = sum > 0 ? left.SecondMoment / sum : 0.5;
        return new GradientState(sum)
        {
            AcrossSamples = left.AcrossSamples + right.AcrossSamples,
            AcrossPositions = left.AcrossPositions + right.AcrossPositions,
            AcrossUnits = left.AcrossUnits + right.AcrossUnits,
            AlongSignal = left.AlongSignal + right.AlongSignal,
            AlongUnits = left.AlongUnits + right.AlongUnits,
            Rows = Profile.Mix(left.Rows, right.Rows, share),
            Columns = Profile.Mix(left.Columns, right.Columns, share),
            Selection = (left.Selection * share) + (right.Selection * (1 - share)),
            SizeResponse = (left.SizeResponse * share) + (right.SizeResponse * (1 - share)),
        };
    }
}
