using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record Pool2DLayer
{
    /// <summary>
    /// Maximum: by order statistics of equally correlated normal variables below the activation. Mean of n values:
    /// E y^2 = (E x^2 + (n - 1) E x x') / n.
    /// </summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        Window window = Measure(node, x.Rows, x.Columns);
        KernelWindows windows = new(Rows(node.InputShapes[0]), Columns(node.InputShapes[0]));
        SignalState seen = IsGlobal ? x : x.Scale(window.Scale);
        return (Pool == PoolKind.Max ? Maximum(seen, windows, window.Pixels, math) : Average(x, seen, windows, window.Pixels)) with
        {
            Low = x.Low,
            High = x.High,
            UnitOverlap = x.UnitOverlap,
            PositionOverlap = x.PositionOverlap,
            PositionCovariation = x.PositionCovariation is null ? null : windows.Strided(x.PositionCovariation),
            SizeVariation = x.SizeVariation,
            ChannelVariation = x.ChannelVariation,
            InverseForm = x.InverseForm,
            SampleVariation = x.SampleVariation is null ? null : windows.Strided(x.SampleVariation),
            Rows = IsGlobal ? default : window.Rows,
            Columns = IsGlobal ? default : window.Columns,
        };
    }

    /// <summary>A maximum hands its gradient to one pixel, a mean the n-th part to each.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        Shape shape = node.InputShapes[0];
        double pixels = Measure(node, default, default).Pixels;
        (EquatableArray<double> rows, EquatableArray<double> columns) = IsGlobal
            ? (default, default)
            : (Profile.PoolBack(gradient.Rows, Rows(shape)), Profile.PoolBack(gradient.Columns, Columns(shape)));
        double windows = node.OutputShape.Positions / (double)shape.Positions;
        if (Pool == PoolKind.Average) return AverageBack(gradient, pixels, windows, shape.Positions) with { Rows = rows, Columns = columns };

        SignalState x = inputs[0];
        Preimage source = Preimage.Of(x);
        double selection = 1;
        if (source.Functions.Count > 0)
        {
            double all = math.Moments(source).DerivativeMeanSquare;
            double inside = math.Options.WindowCorrelation ?? Inside(source, new KernelWindows(Rows(shape), Columns(shape)));
            if (all > 0) selection = math.Maximum(source, inside, pixels).DerivativeMeanSquare / all;
        }

        // Where values vary more, the largest is found more often. Two pixels both are the largest of their windows with the square of the probability with which one is.
        return new GradientState(gradient.SecondMoment * windows)
        {
            AcrossSamples = gradient.AcrossSamples * windows * windows,
            AcrossPositions = gradient.AcrossPositions * windows * windows,
            AcrossUnits = gradient.AcrossUnits * windows * windows,
            AlongSignal = gradient.AlongSignal * windows,
            Selection = selection,
            SizeResponse = gradient.SizeResponse,
            Rows = Profile.Product(rows, x.Rows),
            Columns = Profile.Product(columns, x.Columns),
        };
    }

    /// <summary>
    /// Windows are compared by the mean correlation of a value of the one and a value of the other: of what the values of one window have in
    /// common, that over their own correlation is shared.
    /// </summary>
    private static SignalState Maximum(SignalState x, KernelWindows windows, double pixels, SignalMath math)
    {
        Preimage source = Preimage.Of(x);
        double inside = math.Options.WindowCorrelation ?? Inside(source, windows);
        MaximumMoments moments = math.Maximum(source, inside, pixels);
        double samples = moments.CrossMoment(source.SampleCorrelation, inside);
        LagTable? ByLag(LagTable? correlations, double own)
            => correlations is null ? null : windows.Pooled(correlations).Map(correlation => moments.CrossMoment(correlation, inside)).WithOwn(own);
        return new SignalState(moments.Mean, moments.MeanSquare)
        {
            AcrossSamples = samples,
            AcrossBoth = moments.CrossMoment(source.BothCorrelation, inside),
            Positions = ByLag(source.Positions, moments.MeanSquare),
            Pattern = ByLag(source.Pattern, samples),
            AcrossUnits = moments.CrossMoment(source.UnitCorrelation, inside),
            Active = x.Active < 1 ? moments.Active : 1,
        }.WithMoments(moments.ThirdMoment, moments.FourthMoment);
    }

    /// <summary>The mean correlation of two different values of a window.</summary>
    private static double Inside(Preimage source, KernelWindows windows)
        => windows.Count > 1 && source.Positions is not null ? ((windows.Count * windows.Mean(source.Positions)) - 1) / (windows.Count - 1) : 1;

    /// <summary>The mean over a window and another is that of all pairs of a value of the one and a value of the other.</summary>
    /// <param name="seen">The same, of the size that the values in windows have.</param>
    private static SignalState Average(SignalState x, SignalState seen, KernelWindows windows, double pixels)
    {
        LagTable? positions = x.Positions is null ? null : windows.Pooled(x.Positions, x.Rows, x.Columns);
        double second = positions?.Own ?? x.SecondMoment;
        double inside = x.Positions is null ? x.SecondMoment : windows.Mean(seen.Positions!);
        return new SignalState(seen.Mean, second)
        {
            AcrossSamples = (seen.AcrossSamples + ((pixels - 1) * seen.AcrossBoth)) / pixels,
            AcrossBoth = seen.AcrossBoth,
            Positions = positions,
            Pattern = x.Pattern is null ? null : windows.Pooled(x.Pattern, x.Rows, x.Columns),
            AcrossUnits = seen.Joint(seen.AcrossUnits, inside),
            Active = 1 - Math.Pow(1 - x.Active, pixels),
        };
    }

    private static GradientState AverageBack(GradientState gradient, double pixels, double windows, int positions)
    {
        // So many windows see a pixel; where they overlap, their gradients add.
        double seen = pixels * windows;
        double sum = seen / (pixels * pixels);
        double overlap = Math.Max(0, seen - 1);
        double own = sum * (gradient.SecondMoment + (overlap * gradient.AcrossPositions));
        double neighbours = positions > 1 ? (pixels - 1) / (positions - 1) : 0;
        return new GradientState(own)
        {
            AcrossSamples = sum * gradient.AcrossSamples * (1 + overlap),
            AcrossPositions = (neighbours * own) + ((1 - neighbours) * sum * gradient.AcrossPositions * (1 + overlap)),
            AcrossUnits = sum * gradient.AcrossUnits * (1 + overlap),
            AlongSignal = gradient.AlongSignal * windows,
            SizeResponse = gradient.SizeResponse,
        };
    }

    private Window Measure(LayerNode node, EquatableArray<double> rowProfile, EquatableArray<double> columnProfile)
    {
        (EquatableArray<double> rows, double height, double rowScale) = Profile.Pool(rowProfile, Rows(node.InputShapes[0]));
        (EquatableArray<double> columns, double width, double columnScale) = Profile.Pool(columnProfile, Columns(node.InputShapes[0]));
        return new Window(rows, columns, height * width, rowScale * columnScale);
    }

    /// <summary>Profiles of the result, the mean number of pixels in a window, and the second moment of those pixels over that of all.</summary>
    private readonly record struct Window(EquatableArray<double> Rows, EquatableArray<double> Columns, double Pixels, double Scale);
}
