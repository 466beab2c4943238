using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

/// <summary>How far apart two values were that now are some distance apart.</summary>
/// <param name="IsOtherUnit">Whether they were of two channels.</param>
internal readonly record struct SourceLag(double Row, double Column, bool IsOtherUnit)
{
    /// <summary>The mean distance of the blocks in which two pixels lie.</summary>
    /// <param name="lag">How far the pixels are apart.</param>
    /// <param name="size">Pixels of a block.</param>
    /// <param name="extent">Pixels of all blocks.</param>
    public static double Of(int lag, int size, int extent)
    {
        // Of the first pixels of all pairs, those at the end of their block, from which the rest of the distance leads to one block more.
        int pairs = extent - lag;
        int rest = lag % size;
        int further = (pairs / size * rest) + Math.Max(0, (pairs % size) - (size - rest));
        return (lag / size) + (further / (double)pairs);
    }
}

/// <summary>What layers that only put values elsewhere do to what is known of two of them.</summary>
internal static class ArrangementSignal
{
    /// <summary>The same values at other positions.</summary>
    /// <param name="output">The shape that they have there.</param>
    /// <param name="source">For two positions so many rows and columns apart, where they were.</param>
    public static SignalState Repositioned(SignalState x, Shape output, Func<int, int, SourceLag> source)
    {
        if (output.Positions == 1) return x.WithoutPositions() with { Rows = default, Columns = default, Preimage = Without(x.Preimage) };
        LagTable Moved(LagTable? table, double own, Func<double, double> ofOtherUnit) => LagTable.Create(output.Height, output.Width, (row, column) =>
        {
            SourceLag lag = source(row, column);
            double value = table is null ? own : At(table, lag.Row, lag.Column);
            return lag.IsOtherUnit ? ofOtherUnit(value) : value;
        });
        return x with
        {
            Positions = Moved(x.Positions, x.SecondMoment, moment => x.Joint(moment, x.AcrossUnits)),
            Pattern = Moved(x.Pattern, x.AcrossSamples, moment => x.Joint(moment, x.AcrossUnits)),
            PositionCovariation = x.PositionCovariation is null ? null : Moved(x.PositionCovariation, 0, static _ => 0),
            SampleVariation = x.SampleVariation is null ? null : Moved(x.SampleVariation, 0, static variation => variation),
            Preimage = x.Preimage is not { } normal ? null : normal with
            {
                Positions = Moved(normal.Positions, 1, correlation => correlation * normal.UnitCorrelation),
                Pattern = Moved(normal.Pattern, normal.SampleCorrelation, correlation => correlation * normal.UnitCorrelation),
            },
        };
    }

    /// <summary>
    /// The same values read in another order, in which what were positions and what were units are mixed: of two values that are not the same, so many
    /// were of one channel and so many of one pixel.
    /// </summary>
    public static SignalState Mixed(SignalState x, Shape from, Shape to)
    {
        double others = Math.Max(1, from.Size - 1);
        double sameChannel = (from.Positions - 1) / others;
        double samePixel = (from.Channels - 1) / others;
        double Any(double positions, double units, double both) => (sameChannel * positions) + (samePixel * units) + ((1 - sameChannel - samePixel) * both);
        double squares = x.Positions?.Map(moment => x.Correlation(moment) * x.Correlation(moment)).Different ?? 1;
        double different = Any(x.AcrossPositions, x.AcrossUnits, x.Joint(x.AcrossUnits, x.AcrossPositions));
        bool isVector = to.Positions == 1;
        return x.WithoutPositions() with
        {
            Positions = isVector ? null : Flat(to, x.SecondMoment, different),
            Pattern = isVector ? null : Flat(to, x.AcrossSamples, x.AcrossBoth),
            UnitOverlap = Any(squares, x.UnitOverlap, x.UnitOverlap * squares),
            AcrossUnits = different,
            AcrossBoth = isVector ? x.AcrossSamples : x.AcrossBoth,
            Saturated = 0,
            Rows = default,
            Columns = default,
            Preimage = isVector ? x.Preimage : null,
        };
    }

    /// <summary>The gradient of values that were read in another order: what is known of positions is known of units, where only one of both is left.</summary>
    public static GradientState MixedBack(GradientState gradient, Shape from, Shape to) => gradient with
    {
        AcrossPositions = to.Positions == 1 ? gradient.AcrossUnits : gradient.AcrossPositions,
        AcrossUnits = from.Positions == 1 && to.Positions > 1 ? gradient.AcrossPositions : gradient.AcrossUnits,
        Gate = null,
        Rows = default,
        Columns = default,
    };

    /// <summary>A moment that is the same at every distance.</summary>
    public static LagTable Flat(Shape shape, double own, double different)
        => LagTable.Create(shape.Height, shape.Width, (row, column) => row == 0 && column == 0 ? own : different);

    /// <summary>A moment at a distance that may lie between two.</summary>
    private static double At(LagTable table, double row, double column)
    {
        (int top, int left) = ((int)Math.Floor(row), (int)Math.Floor(column));
        (double below, double right) = (row - top, column - left);
        double Between(int line) => right == 0 ? table.At(line, left) : (table.At(line, left) * (1 - right)) + (table.At(line, left + 1) * right);
        return below == 0 ? Between(top) : (Between(top) * (1 - below)) + (Between(top + 1) * below);
    }

    private static Preimage? Without(Preimage? normal) => normal is null ? null : normal with { Positions = null, Pattern = null };
}
