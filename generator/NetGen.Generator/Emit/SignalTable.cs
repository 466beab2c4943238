using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Emit;

/// <summary>The predicted signal as text, for plans and hover texts.</summary>
internal static class SignalTable
{
    /// <summary>One sentence: from what input the prediction starts, and with what loss training begins.</summary>
    public static string Summary(SignalReport report)
    {
        string input = report.IsInputScaleKnown
            ? $"for inputs of mean {Literals.Short(report.InputMean)} and std {Literals.Short(report.InputStd)}"
            : "for inputs of mean 0 and std 1, as none are declared (InputMean, InputStd)";
        if (report.PixelCorrelation is double correlation) input += $"; neighbouring pixels correlate by {Literals.Short(correlation)}";
        return report.InitialLoss is double loss ? $"{input}; initial loss {Literals.Short(loss)}, undecided {Literals.Short(report.UndecidedLoss!.Value)}" : input;
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
