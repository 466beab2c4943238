using NetGen.Generator.Model;

namespace NetGen.Generator.Signal;

/// <summary>How alike two pixels of a channel of the input are: the correlation of neighbours to the power of the distance.</summary>
internal static class PixelCorrelation
{
    /// <summary>
    /// Where nothing is declared, the correlation falls to 1 / e over this share of the image's longer side, since images of a subject are the same
    /// at every size. Strokes of digits have about a tenth (MNIST), photographs a fifth and more.
    /// </summary>
    private const double DefaultLength = 0.125;

    /// <summary>By distance; null for an input that is no image, or has but one pixel.</summary>
    public static LagTable? Of(NetworkModel model)
    {
        if (model.Input.Rank == ShapeRank.Vector || model.Input.Positions == 1) return null;
        double neighbours = model.Input.Rank == ShapeRank.Sequence ? 0 : Neighbours(model);
        return LagTable.Create(model.Input.Height, model.Input.Width, (row, column) => row + column == 0 ? 1 : Math.Pow(neighbours, Math.Sqrt(((double)row * row) + ((double)column * column))));
    }

    /// <summary>Of two pixels side by side.</summary>
    public static double Neighbours(NetworkModel model)
        => model.InputCorrelation ?? Math.Exp(-1 / (DefaultLength * Math.Max(model.Input.Height, model.Input.Width)));
}
