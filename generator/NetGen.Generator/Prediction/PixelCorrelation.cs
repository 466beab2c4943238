using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Prediction;

/// <summary>How alike two pixels of a channel of an input image are: the correlation of neighbours to the power of the distance.</summary>
/// <param name="Input">Whose.</param>
/// <param name="IsFirst">Whether that is the input of [Network], not one of [Input].</param>
/// <param name="Neighbours">Of two pixels side by side.</param>
/// <param name="IsDeclared">Else it is what images of this size are taken to have.</param>
internal sealed record PixelCorrelation(string Input, bool IsFirst, double Neighbours, bool IsDeclared)
{
    /// <summary>
    /// Where nothing is declared, the correlation falls to 1 / e over this share of the image's longer side, since images of a subject are the same
    /// at every size. Strokes of digits have about a tenth (MNIST), photographs a fifth and more.
    /// </summary>
    private const double DefaultLength = 0.125;

    /// <summary>What a prediction starts from: one for each input that is an image of several pixels.</summary>
    public static EquatableArray<PixelCorrelation> Of(NetworkModel model)
        => model.Inputs.Where(HasPixels).Select(input => new PixelCorrelation(input.Name, input == model.Inputs[0], SideBySide(input), input.Correlation is not null)).ToEquatableArray();

    /// <summary>The correlation of two positions by distance: time steps have nothing in common. Null where there is but one position.</summary>
    public static LagTable? ByLag(InputTensor input)
    {
        if (input.Shape.Positions == 1) return null;
        double neighbours = HasPixels(input) ? SideBySide(input) : 0;
        return LagTable.Create(input.Shape.Height, input.Shape.Width, (row, column) => row + column == 0 ? 1 : Math.Pow(neighbours, Math.Sqrt(((double)row * row) + ((double)column * column))));
    }

    private static bool HasPixels(InputTensor input) => input.Shape.IsImage && input.Shape.Positions > 1;

    private static double SideBySide(InputTensor input)
        => input.Correlation ?? Math.Exp(-1 / (DefaultLength * Math.Max(input.Shape.Height, input.Shape.Width)));
}
