using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal partial record ActivationLayer
{
    /// <summary>Infinity as a number that functions can be given.</summary>
    private const double Huge = 1e300;

    /// <summary>Behind weights the input is close to normal; its moments through f are then exact (rectifiers) or by quadrature.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState input = inputs[0];
        if (IsIdentity(input)) return input with { Saturated = 0 };
        double root = Root(input);
        Preimage source = Source(input);
        Preimage image = source with { Functions = source.Functions.Append(Function).ToEquatableArray() };
        ActivationMoments moments = math.Moments(image);
        (double low, double high) = Range(input.Low, input.High);
        double linear = moments.Values.Count > 1 ? moments.Values[1] * moments.Values[1] / Math.Max(double.Epsilon, moments.MeanSquare - (moments.Mean * moments.Mean)) : 1;
        return new SignalState(moments.Mean * root, moments.MeanSquare)
        {
            AcrossBoth = root * root * moments.CrossMoment(image.BothCorrelation),
            AcrossSamples = moments.CrossMoment(image.SampleCorrelation),
            Positions = ByLag(input, image.Positions, moments, SharedSize(input, source, moments))?.WithOwn(moments.MeanSquare),
            Pattern = ByLag(input, image.Pattern, moments, null),
            AcrossUnits = moments.CrossMoment(image.UnitCorrelation),
            UnitOverlap = input.UnitOverlap * Math.Min(1, linear * linear),
            PositionOverlap = PositionOverlap(input, source, moments),
            ChannelVariation = input.ChannelVariation,
            InverseForm = input.InverseForm,
            PositionCovariation = input.PositionCovariation,
            SizeVariation = input.SizeVariation * moments.Elasticity * moments.Elasticity,
            HasFixedSize = input.HasFixedSize,
            SampleVariation = Function.IsHomogeneous ? input.SampleVariation : null,
            Low = low,
            High = high,
            Active = moments.Active,
            Saturated = moments.Saturated,
            Rows = Profile.Power(input.Rows, moments.Elasticity),
            Columns = Profile.Power(input.Columns, moments.Elasticity),
            Preimage = image,
        }.WithMoments(moments.ThirdMoment, moments.FourthMoment);
    }

    /// <summary>
    /// E f'^2 times the gradient, which is taken as independent of f' except for its part along the signal, a f: that becomes a f f', with
    /// E a f f' z = a / 2 E (f^2)' z, which is a E f^2 times the elasticity of E f^2 (Stein's lemma).
    /// </summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        if (IsIdentity(inputs[0])) return gradient;
        Preimage source = Source(inputs[0]);
        ActivationMoments moments = math.Moments(source with { Functions = source.Functions.Append(Function).ToEquatableArray() });
        double along = moments.MeanSquare > 0 ? gradient.AlongSignal / moments.MeanSquare : 0;
        double alongSquare = (along * along) + (moments.MeanSquare > 0 ? gradient.AlongUnits / moments.MeanSquare : 0);
        double rest = Math.Max(0, gradient.SecondMoment - (alongSquare * moments.MeanSquare)) * Together(source, moments, gradient);
        return gradient with
        {
            SizeResponse = moments.SlopeElasticity + (moments.Elasticity * gradient.SizeResponse),
            SecondMoment = (rest * moments.DerivativeMeanSquare * gradient.Selection) + (alongSquare * moments.OutputWeightedSlope),
            AlongSignal = gradient.AlongSignal * moments.Elasticity,
            AcrossSamples = gradient.AcrossSamples * moments.DerivativeCrossMoment(source.SampleCorrelation) * gradient.Selection,
            AcrossPositions = gradient.AcrossPositions * (source.Positions?.Map(moments.DerivativeCrossMoment).Different ?? moments.DerivativeMeanSquare) * gradient.Selection,
            AcrossUnits = gradient.AcrossUnits * moments.DerivativeCrossMoment(source.UnitCorrelation) * gradient.Selection,
            Selection = 1,
            WeightResponse = moments.SlopeElasticity,
            AlongUnits = 0,
            Gate = Function.IsHomogeneous ? Function : null,
        };
    }

    /// <summary>
    /// Slopes here and in the layers that follow vary together, for the same size of the signal is behind them: 1 + their relative covariance,
    /// the product of both responses and the variance of the size.
    /// </summary>
    private static double Together(Preimage source, ActivationMoments moments, GradientState gradient)
        => Math.Max(0.5, 1 + (moments.SlopeElasticity * moments.Elasticity * gradient.SizeResponse * source.SizeVariation));

    /// <summary>A rectifier changes nothing of what is positive already.</summary>
    private bool IsIdentity(SignalState input) => input.Low >= 0 && Function.IsHomogeneous;

    /// <summary>
    /// Where the size of the input differs between positions, moments of one position are not those over all: means, and products of two
    /// positions, are smaller by the mean root of the profile (and its square). That a layer of few units gives a sample a size that is off by
    /// chance changes E f^2 unless f is a rectifier.
    /// </summary>
    private Preimage Source(SignalState input)
    {
        double root = Root(input);
        if (input.Preimage is not null) return input.Preimage;
        if (root == 1) return Preimage.Of(input) with { SizeVariation = Function.IsHomogeneous ? 0 : input.SizeVariation };
        return Preimage.Of(input with
        {
            Mean = input.Mean / root,
            Positions = input.Positions?.Map(SizesByLag(input, input.Positions), static (moment, sizes) => sizes > 0 ? moment / sizes : moment),
            Pattern = input.Pattern?.Map(SizesByLag(input, input.Pattern), static (moment, sizes) => sizes > 0 ? moment / sizes : moment),
            AcrossBoth = input.AcrossBoth / (root * root),
        });
    }

    /// <summary>
    /// Moments of two positions: of what their correlation says, the product of their sizes, and what a sample that is larger everywhere adds.
    /// </summary>
    private LagTable? ByLag(SignalState input, LagTable? correlations, ActivationMoments moments, LagTable? sharedSize)
    {
        LagTable? behind = correlations?.Map(moments.CrossMoment);
        if (sharedSize is not null) behind = behind?.Map(sharedSize, (moment, size) => Math.Min(moments.MeanSquare, moment + size));
        return behind is null || Root(input) == 1 ? behind : behind.Map(SizesByLag(input, behind), static (moment, sizes) => moment * sizes);
    }

    /// <summary>The mean product of the sizes of two positions, by how far they are apart.</summary>
    private static LagTable SizesByLag(SignalState input, LagTable like)
    {
        EquatableArray<double> rows = Profile.ProductsByLag(input.Rows, like.Rows.Extent);
        EquatableArray<double> columns = Profile.ProductsByLag(input.Columns, like.Columns.Extent);
        return like with { Values = EquatableArray.Create(rows.Count * columns.Count, place => rows[place / columns.Count] * columns[place % columns.Count]) };
    }

    /// <summary>
    /// What two positions have in common because a sample whose values are larger everywhere has a larger mean everywhere: the mean's square
    /// times the size's variance, less what comes from the input's own mean, which its moments have already.
    /// </summary>
    private LagTable? SharedSize(SignalState input, Preimage source, ActivationMoments moments)
    {
        if (!Function.IsHomogeneous) return null;
        double slope = moments.Derivatives[0] * source.Mean;
        return input.SampleVariation?.Map(variation => Math.Max(0, (moments.Mean * moments.Mean) - (slope * slope)) * variation / 4);
    }

    /// <summary>
    /// Of what two positions have in common, the linear part keeps the units' own directions; the size that a sample has everywhere is common to
    /// all units.
    /// </summary>
    private double PositionOverlap(SignalState input, Preimage source, ActivationMoments moments)
    {
        double size = SharedSize(input, source, moments)?.Different ?? 0;
        double common = (source.Positions?.Map(moments.CrossMoment).Different ?? moments.MeanSquare) - (moments.Mean * moments.Mean) + size;
        if (!(common > 0) || moments.Values.Count < 2) return 0;
        double linear = Math.Min(1, moments.Values[1] * moments.Values[1] * Math.Max(0, source.PositionCorrelation) / common);
        return Math.Min(1, (linear * linear * input.PositionOverlap) + (size / common * (size / common)));
    }

    private double Root(SignalState input) => Function.IsHomogeneous ? Profile.MeanRoot(input.Rows) * Profile.MeanRoot(input.Columns) : 1;

    private (double Low, double High) Range(double low, double high)
    {
        double from = Function.Value(Math.Max(low, -Huge));
        double to = Function.Value(Math.Min(high, Huge));
        double least = Math.Min(from, to);
        if (Function.Lowest is double at && low < at && at < high) least = Math.Min(least, Function.Value(at));
        double most = Math.Max(from, to);
        if (Function.Highest is double top && low < top && top < high) most = Math.Max(most, Function.Value(top));
        return (least < -Huge / 1e10 ? double.NegativeInfinity : least, most > Huge / 1e10 ? double.PositiveInfinity : most);
    }
}
