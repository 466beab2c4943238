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
        if (IsGlobal) x = x with { AcrossNeighbours = x.AcrossPositions };
        else x = x.Scale(window.Scale);
        SignalState y = (Pool == PoolKind.Max ? Maximum(x, window.Pixels, math) : Average(x, window.Pixels)) with
        {
            Low = x.Low,
            High = x.High,
            UnitOverlap = x.UnitOverlap,
            PositionOverlap = x.PositionOverlap,
            PositionCovariation = x.PositionCovariation,
            SizeVariation = x.SizeVariation,
            ChannelVariation = x.ChannelVariation,
            SampleVariation = x.SampleVariation,
        };
        return IsGlobal
            ? y with { AcrossPositions = y.SecondMoment, AcrossNeighbours = y.SecondMoment }
            : y with { Rows = window.Rows, Columns = window.Columns };
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
        Preimage source = Preimage.Of(IsGlobal ? x with { AcrossNeighbours = x.AcrossPositions } : x);
        double selection = 1;
        if (source.Functions.Count > 0)
        {
            double all = math.Moments(source).DerivativeMeanSquare;
            if (all > 0) selection = math.Maximum(source, pixels).DerivativeMeanSquare / all;
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

    private static SignalState Maximum(SignalState x, double pixels, SignalMath math)
    {
        Preimage source = Preimage.Of(x);
        MaximumMoments moments = math.Maximum(source, pixels);
        double inside = math.Options.WindowCorrelation ?? source.NeighbourCorrelation;
        return new SignalState(moments.Mean, moments.MeanSquare)
        {
            AcrossSamples = moments.CrossMoment(source.SampleCorrelation, inside),
            AcrossBoth = moments.CrossMoment(source.BothCorrelation, inside),
            AcrossPositions = moments.CrossMoment(source.PositionCorrelation, inside),
            AcrossNeighbours = moments.CrossMoment(inside, inside),
            AcrossUnits = moments.CrossMoment(source.UnitCorrelation, inside),
            Active = x.Active < 1 ? moments.Active : 1,
        }.WithMoments(moments.ThirdMoment, moments.FourthMoment);
    }

    private static SignalState Average(SignalState x, double pixels)
    {
        double Mean(double moment, double pair) => (moment + ((pixels - 1) * pair)) / pixels;
        return new SignalState(x.Mean, Mean(x.SecondMoment, x.AcrossNeighbours))
        {
            AcrossSamples = Mean(x.AcrossSamples, x.AcrossBoth),
            AcrossBoth = x.AcrossBoth,
            AcrossPositions = x.AcrossPositions,
            AcrossNeighbours = x.AcrossNeighbours,
            AcrossUnits = Mean(x.AcrossUnits, x.Joint(x.AcrossUnits, x.AcrossNeighbours)),
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
