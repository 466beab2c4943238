using NetGen.Generator.Layers;
using NetGen.Generator.Prediction;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>The predicted signal as text, for plans and hover texts.</summary>
internal static class SignalTable
{
    /// <summary>One sentence: from what input the prediction starts, and with what loss training begins.</summary>
    public static string Summary(SignalReport report)
    {
        string input = report.Input switch
        {
            { IsIndices: true } => "for indices that are all equally frequent",
            { IsScaleKnown: true } known => $"for inputs of mean {Literals.Short(known.Mean)} and std {Literals.Short(known.Std)}",
            _ => "for inputs of mean 0 and std 1, as none are declared (InputMean, InputStd)",
        };
        input += string.Concat(report.Images.Select(Assumption));
        return report.InitialLoss is double loss ? $"{input}; initial loss {Literals.Short(loss)}, undecided {Literals.Short(report.UndecidedLoss!.Value)}" : input;
    }

    /// <summary>Whether a layer gives a sequence of several steps.</summary>
    public static bool HasSteps(LayerNode node) => node.OutputShape is { IsSequence: true, Positions: > 1 };

    /// <summary>A line for each softmax inside a layer: how decided it is, and how alike the layer's steps come out.</summary>
    public static IEnumerable<string> Softmaxes(NetworkModel model, SignalReport report)
    {
        foreach (LayerSignal signal in report.Layers)
        {
            if (signal.Softmax is not { } softmax) continue;
            LayerNode node = model.Nodes[signal.Node];
            string steps = HasSteps(node) ? $"; steps alike by {Literals.Short(signal.PositionCorrelation)}" : string.Empty;
            yield return $"{node.Name}: scores of std {Literals.Short(softmax.Std)} for {softmax.Choices} choices, "
                + $"entropy {Literals.Short(softmax.Entropy)} of {Literals.Short(softmax.LargestEntropy)}, "
                + $"{Literals.Short(softmax.Slope)} of the slope left{steps}";
        }
    }

    /// <summary>How alike the pixels of an image are taken to be, and whether anybody has said so.</summary>
    private static string Assumption(PixelCorrelation image)
    {
        string whose = image.IsFirst ? string.Empty : $" of {image.Input}";
        string correlation = $"; neighbouring pixels{whose} correlate by {Literals.Short(image.Neighbours)}";
        return image.IsDeclared ? correlation : $"{correlation}, as none is declared ({(image.IsFirst ? "InputCorrelation" : "Correlation")})";
    }

    /// <summary>Mean, standard deviation, active units, gradient and band of every layer.</summary>
    public static IReadOnlyList<string> Rows(NetworkModel model, SignalReport report)
    {
        List<string[]> rows = [["layer", "mean", "std", "of first input", "active", "gradient", "band"]];
        foreach (LayerSignal signal in report.Layers)
        {
            rows.Add(
            [
                model.Nodes[signal.Node].Name,
                Literals.Short(Math.Abs(signal.Mean) < 1e-9 * signal.Std ? 0 : signal.Mean),
                Literals.Short(signal.Std),
                Literals.Short(signal.ForwardRatio),
                Literals.Short(signal.Active),
                Literals.Short(signal.GradientStd),
                "x" + Literals.Short(signal.Band),
            ]);
        }

        return TextTable.Align(rows, leftColumns: 1);
    }
}
