using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record ZeroPadding2DLayer
{
    /// <summary>
    /// Of all values, those that are not zeros have the input's moments. So a convolution behind it sees what it would see of an image that it had
    /// padded itself.
    /// </summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        (Shape from, Shape to) = (node.InputShapes[0], node.OutputShape);
        SignalState moved = ArrangementSignal.Repositioned(x, to, static (row, column) => new SourceLag(row, column, IsOtherUnit: false));
        if (math.Options.Interior) return moved;
        double share = (double)from.Positions / to.Positions;
        if (share == 1) return x;
        double Pairs(int row, int column) => Math.Max(0, from.Height - row) * (double)Math.Max(0, from.Width - column) / ((double)(to.Height - row) * (to.Width - column));
        LagTable? Inside(LagTable? moments) => moments is null ? null : LagTable.Create(to.Height, to.Width, (row, column) => moments.At(row, column) * Pairs(row, column));
        return moved with
        {
            Mean = x.Mean * share,
            SecondMoment = x.SecondMoment * share,
            AcrossSamples = x.AcrossSamples * share,
            AcrossBoth = x.AcrossBoth * share * share,
            AcrossUnits = x.AcrossUnits * share,
            Positions = Inside(moved.Positions),
            Pattern = Inside(moved.Pattern),
            Active = x.Active * share,
            Low = Math.Min(x.Low, 0),
            High = Math.Max(x.High, 0),
            Rows = Profile.Padded(x.Rows, from.Height, Borders.Top, to.Height).Profile,
            Columns = Profile.Padded(x.Columns, from.Width, Borders.Left, to.Width).Profile,
            Preimage = null,
        };
    }

    /// <summary>What reaches the zeros is lost.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        (Shape from, Shape to) = (node.InputShapes[0], node.OutputShape);
        (EquatableArray<double> rows, double height) = Profile.Cut(gradient.Rows, Borders.Top, from.Height);
        (EquatableArray<double> columns, double width) = Profile.Cut(gradient.Columns, Borders.Left, from.Width);
        return gradient.Scale(height * width) with
        {
            AlongSignal = gradient.AlongSignal * to.Positions / from.Positions,
            Rows = rows,
            Columns = columns,
            Gate = null,
        };
    }
}
