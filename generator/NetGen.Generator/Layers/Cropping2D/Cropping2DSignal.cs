using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record Cropping2DLayer
{
    /// <summary>The same values; where borders are weaker, what is left is larger in the mean.</summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        (Shape from, Shape to) = (node.InputShapes[0], node.OutputShape);
        SignalState left = ArrangementSignal.Repositioned(x, to, static (row, column) => new SourceLag(row, column, IsOtherUnit: false));
        if (math.Options.Interior) return left;
        (EquatableArray<double> rows, double height) = Profile.Cut(x.Rows, Borders.Top, to.Height);
        (EquatableArray<double> columns, double width) = Profile.Cut(x.Columns, Borders.Left, to.Width);
        double scale = height * width;

        // Of two positions, too, those are left that lie inside: their sizes in the mean, over those of all.
        double InRows(int lag) => Ratio(Profile.MeanProduct(rows, to.Height, lag), Profile.MeanProduct(x.Rows, from.Height, lag));
        double InColumns(int lag) => Ratio(Profile.MeanProduct(columns, to.Width, lag), Profile.MeanProduct(x.Columns, from.Width, lag));
        LagTable? Inside(LagTable? moments)
            => moments is null ? null : LagTable.Create(to.Height, to.Width, (row, column) => moments.At(row, column) * scale * InRows(row) * InColumns(column));
        double any = Squared(Ratio(Profile.MeanRoot(rows) * Profile.MeanRoot(columns), Profile.MeanRoot(x.Rows) * Profile.MeanRoot(x.Columns)));
        return left.Scale(scale) with
        {
            Positions = Inside(left.Positions),
            Pattern = Inside(left.Pattern),
            AcrossBoth = left.AcrossBoth * scale * any,
            Rows = rows,
            Columns = columns,
        };

        static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;

        static double Squared(double value) => value * value;
    }

    /// <summary>The border gets no gradient.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        (Shape from, Shape to) = (node.InputShapes[0], node.OutputShape);
        double share = (double)to.Positions / from.Positions;
        double pairs = from.Positions > 1 ? share * (to.Positions - 1) / (from.Positions - 1) : 1;
        return gradient.Scale(share) with
        {
            AcrossPositions = gradient.AcrossPositions * pairs,
            AlongSignal = gradient.AlongSignal * share,
            Rows = Profile.Padded(gradient.Rows, to.Height, Borders.Top, from.Height).Profile,
            Columns = Profile.Padded(gradient.Columns, to.Width, Borders.Left, from.Width).Profile,
            Gate = null,
        };
    }
}
