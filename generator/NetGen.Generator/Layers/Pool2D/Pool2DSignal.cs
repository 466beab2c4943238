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
        SignalState y = Pool == PoolKind.Max ? Maximum(x, window.Pixels, math) : Average(x, window.Pixels);
        y = y with { Low = x.Low, High = x.High };
        return IsGlobal ? y with { AcrossPositions = 0 } : y with { Rows = window.Rows, Columns = window.Columns };
    }

    /// <summary>A maximum hands its gradient to one pixel, a mean the n-th part to each.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        double pixels = Measure(node, default, default).Pixels;
        double windows = node.OutputShape.Positions / (double)node.InputShapes[0].Positions;
        if (Pool == PoolKind.Average) return AverageBack(gradient, pixels, windows, node.InputShapes[0].Positions);

        Preimage source = Preimage.Of(inputs[0]);
        double selection = 1;
        if (source.Functions.Count > 0)
        {
            double all = math.Moments(source.Functions, source.Mean, source.Variance).DerivativeMeanSquare;
            if (all > 0) selection = math.Maximum(source, pixels).DerivativeMeanSquare / all;
        }

        // Two pixels both are the largest of their windows with the square of the probability with which one is.
        return new GradientState(gradient.SecondMoment * windows)
        {
            AcrossSamples = gradient.AcrossSamples * windows * windows,
            AcrossPositions = gradient.AcrossPositions * windows * windows,
            AcrossUnits = gradient.AcrossUnits * windows * windows,
            Selection = selection,
        };
    }

    private static SignalState Maximum(SignalState x, double pixels, SignalMath math)
    {
        Preimage source = Preimage.Of(x);
        MaximumMoments moments = math.Maximum(source, pixels);
        double inside = math.Options.WindowCorrelation ?? source.PositionCorrelation;
        return new SignalState(moments.Mean, moments.MeanSquare)
        {
            AcrossSamples = moments.CrossMoment(source.SampleCorrelation, inside),
            AcrossPositions = moments.CrossMoment(inside, inside),
            AcrossUnits = moments.CrossMoment(source.UnitCorrelation, inside),
            Active = x.Active < 1 ? moments.Active : 1,
            Kurtosis = moments.MeanSquare > 0 ? moments.FourthMoment / (moments.MeanSquare * moments.MeanSquare) : 1,
        };
    }

    private static SignalState Average(SignalState x, double pixels)
    {
        double Mean(double moment, double pair) => (moment + ((pixels - 1) * pair)) / pixels;
        return new SignalState(x.Mean, Mean(x.SecondMoment, x.AcrossPositions))
        {
            AcrossSamples = x.AcrossSamples,
            AcrossPositions = x.AcrossPositions,
            AcrossUnits = Mean(x.AcrossUnits, x.Joint(x.AcrossUnits, x.AcrossPositions)),
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
        };
    }

    private Window Measure(LayerNode node, EquatableArray<double> rowProfile, EquatableArray<double> columnProfile)
    {
        (EquatableArray<double> rows, double height) = Profile.Pool(rowProfile, Rows(node.InputShapes[0]));
        (EquatableArray<double> columns, double width) = Profile.Pool(columnProfile, Columns(node.InputShapes[0]));
        return new Window(rows, columns, height * width);
    }

    /// <summary>Profiles of the result and the mean number of pixels in a window.</summary>
    private readonly record struct Window(EquatableArray<double> Rows, EquatableArray<double> Columns, double Pixels);
}
