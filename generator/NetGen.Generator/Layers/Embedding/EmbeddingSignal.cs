using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record EmbeddingLayer
{
    /// <summary>
    /// Rows of the table as they begin. All indices are taken for equally frequent and independent, so two of them mean the same row in one case
    /// of as many as there are rows; two rows have only their mean in common. A row of zeros takes its share of all of it.
    /// </summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        Initializer table = node.Weight!.Initializer;
        int places = node.OutputShape.Positions;
        double same = Coincidence(node);
        double filled = Filled(node);
        double square = filled * table.Mean * table.Mean;
        double mean = filled * table.Mean;
        double own = filled * table.MeanSquare;
        double across = (same * (own - square)) + (mean * mean);
        return new SignalState(mean, own)
        {
            AcrossSamples = across,
            AcrossBoth = across,
            Positions = places > 1 ? LagTable.Create(1, places, (_, apart) => apart == 0 ? own : across) : null,
            Pattern = places > 1 ? LagTable.Create(1, places, (_, _) => across) : null,
            AcrossUnits = square,
            UnitOverlap = same,
            PositionOverlap = same,
        };
    }

    /// <summary>Indices have no gradient.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
        => gradient.Scale(0);

    /// <summary>
    /// A row sums the gradients of the places that read it: each does so in one case of as many as there are rows, each pair of places in one of
    /// the square.
    /// </summary>
    public override double ParameterGradient(LayerNode node, ParameterSpec parameter, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        int places = node.OutputShape.Positions;
        int batch = math.Options.BatchSize;
        double single = gradient.SecondMoment * places / batch;
        double pairs = ParameterGradients.Bias(gradient, places, batch) - single;
        double same = Coincidence(node);
        return Math.Max(0, Filled(node) * same * (single + (same * pairs)));
    }

    /// <summary>The share of rows that are not zeros.</summary>
    private double Filled(LayerNode node) => Mask is null ? 1 : 1 - Coincidence(node);

    /// <summary>How often two indices are the same.</summary>
    private static double Coincidence(LayerNode node) => 1.0 / node.InputShapes[0].Vocabulary;
}
