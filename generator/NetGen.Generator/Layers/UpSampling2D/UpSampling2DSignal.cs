using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record UpSampling2DLayer
{
    /// <summary>
    /// The same values, each several times: of two that now are n apart, some were n / size rounded down apart, and some one more. Which, a table of
    /// distances does not say; so of windows that lie just on blocks, more is predicted to differ than does.
    /// </summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        Shape output = node.OutputShape;
        SignalState larger = ArrangementSignal.Repositioned(
            x, output, (row, column) => new SourceLag(SourceLag.Of(row, SizeHeight, output.Height), SourceLag.Of(column, SizeWidth, output.Width), IsOtherUnit: false));
        return larger with { Rows = Profile.Repeated(x.Rows, SizeHeight), Columns = Profile.Repeated(x.Columns, SizeWidth) };
    }

    /// <summary>A pixel's gradient is the sum of those of its block.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        double block = (double)SizeHeight * SizeWidth;
        return new GradientState(block * (gradient.SecondMoment + ((block - 1) * gradient.AcrossPositions)))
        {
            AcrossSamples = block * block * gradient.AcrossSamples,
            AcrossPositions = block * block * gradient.AcrossPositions,
            AcrossUnits = block * block * gradient.AcrossUnits,
            AlongSignal = gradient.AlongSignal * block,
            SizeResponse = gradient.SizeResponse,
            Rows = Profile.Gathered(gradient.Rows, SizeHeight),
            Columns = Profile.Gathered(gradient.Columns, SizeWidth),
        };
    }
}
