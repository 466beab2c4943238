using NetGen.Kernels.Tests.Reference;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Cases;

/// <content>Losses that end a network.</content>
internal sealed partial class NetworkDescription
{
    public NetworkDescription MeanSquaredError()
    {
        (_loss, _lossAttribute) = (ElementLosses.MeanSquaredError, "[MeanSquaredError]");
        return this;
    }

    public NetworkDescription SoftmaxCrossEntropy()
    {
        (_loss, _lossAttribute, HasLabels) = (() => new SoftmaxCrossEntropy(), "[SoftmaxCrossEntropy]", true);
        return this;
    }

    /// <summary>Cross entropy with options, which are arguments of the attribute and of the reference.</summary>
    /// <param name="takesShares">Whether steps are given shares of classes.</param>
    public NetworkDescription SoftmaxCrossEntropy(double smoothing = 0, double[]? weights = null, int? ignored = null, bool takesShares = false)
    {
        List<string> arguments = [];
        if (smoothing > 0) arguments.Add("LabelSmoothing = " + Number(smoothing));
        if (weights is not null) arguments.Add($"ClassWeights = [{string.Join(", ", weights.Select(Number))}]");
        if (ignored is { } label) arguments.Add("IgnoreLabel = " + Number(label));
        (_loss, _lossAttribute) = (() => new SoftmaxCrossEntropy(smoothing, weights, ignored, takesShares), $"[SoftmaxCrossEntropy({string.Join(", ", arguments)})]");
        HasLabels = !takesShares;
        HasShares = takesShares;
        return this;
    }

    /// <summary>A loss by its attribute's name.</summary>
    public NetworkDescription EndIn(string loss) => loss switch
    {
        "MeanSquaredError" => MeanSquaredError(),
        "BinaryCrossEntropy" => EndIn("BinaryCrossEntropy", ElementLosses.BinaryCrossEntropy),
        "MeanAbsoluteError" => EndIn("MeanAbsoluteError", ElementLosses.MeanAbsoluteError),
        "LogCosh" => EndIn("LogCosh", ElementLosses.LogCosh),
        "Poisson" => EndIn("Poisson", ElementLosses.Poisson),
        "Huber" => EndIn("Huber(Delta = 0.75)", () => ElementLosses.Huber(0.75)),
        "Quantile" => EndIn("Quantile(0.875)", () => ElementLosses.Quantile(0.875)),
        "Hinge" => EndIn("Hinge", ElementLosses.Hinge),
        "SquaredHinge" => EndIn("SquaredHinge", ElementLosses.SquaredHinge),
        "BinaryFocal" => EndIn("BinaryFocal(Gamma = 1.5, Alpha = 0.375)", () => ElementLosses.BinaryFocal(1.5, 0.375), static random => random.NextInteger(0, 1)),
        "WeightedBinaryCrossEntropy" => EndIn("BinaryCrossEntropy(PositiveWeight = 2.5)", () => ElementLosses.BinaryCrossEntropy(2.5)),
        "MeanSquaredLogarithmicError" => EndIn("MeanSquaredLogarithmicError", ElementLosses.MeanSquaredLogarithmicError),
        "MeanAbsolutePercentageError" => EndIn("MeanAbsolutePercentageError", ElementLosses.MeanAbsolutePercentageError, static random => random.NextUniform(5, 9)),
        "SoftmaxCrossEntropy" => SoftmaxCrossEntropy(),
        "KLDivergence" => EndInRows(loss, RowLosses.KLDivergence, drawTargets: (random, targets) => DrawShares(random, targets, OutputShape[2])),
        "CategoricalFocal" => EndInLabels("CategoricalFocal(Gamma = 1.5, Alpha = 0.75)", () => RowLosses.CategoricalFocal(1.5, 0.75)),
        "MultiMargin" => EndInLabels("MultiMargin(Margin = 0.75)", () => RowLosses.MultiMargin(0.75, 1)),
        "SquaredMultiMargin" => EndInLabels("MultiMargin(Power = 2)", () => RowLosses.MultiMargin(1, 2)),
        "CategoricalHinge" => EndInLabels(loss, RowLosses.CategoricalHinge),
        "GaussianNLL" => EndInRows(loss, RowLosses.GaussianNLL, OutputShape[0] * OutputShape[1] * OutputShape[2] / 2),
        "CosineDistance" => EndInRows(loss, RowLosses.CosineDistance),
        "TripletMargin" => EndInRows(loss, RowLosses.TripletMargin, 1, static (_, targets) => targets[0] = 6),
        "Dice" => EndIn("Dice(Smoothing = 0.5)", () => RowLosses.Dice(0.5), static random => random.NextInteger(0, 1)),
        "Tversky" => EndIn("Tversky(FalsePositives = 0.25, FalseNegatives = 0.875)", () => RowLosses.Tversky(0.25, 0.875, 1e-7), static random => random.NextInteger(0, 1)),
        "CTC" => EndInRows("CTC(2, Blank = 1)", () => RowLosses.CTC(1), 2, (random, targets) => Array.ForEach([0, 1], place => targets[place] = random.NextInteger(0, OutputShape[2] - 1))),
        _ => throw new ArgumentException($"No loss {loss}.", nameof(loss)),
    };

    private NetworkDescription EndIn(string attribute, Func<ReferenceLoss> create, Func<TestRandom, double>? drawTarget = null)
    {
        (_loss, _lossAttribute, DrawTarget) = (create, $"[{attribute}]", drawTarget);
        return this;
    }

    private NetworkDescription EndInLabels(string attribute, Func<ReferenceLoss> create)
    {
        HasLabels = true;
        return EndIn(attribute, create);
    }

    private NetworkDescription EndInRows(string attribute, Func<ReferenceLoss> create, int? targetSize = null, Action<TestRandom, double[]>? drawTargets = null)
    {
        (TargetSize, DrawTargets) = (targetSize, drawTargets);
        return EndIn(attribute, create);
    }

    /// <summary>Shares of the channels of each position, which add up to 1; some are 0.</summary>
    private static void DrawShares(TestRandom random, double[] targets, int channels)
    {
        for (int first = 0; first < targets.Length; first += channels)
        {
            double[] row = [.. Enumerable.Range(0, channels).Select(_ => Math.Max(0, random.NextUniform(-0.25, 1)))];
            for (int i = 0; i < channels; i++) targets[first + i] = row.Sum() == 0 ? 1.0 / channels : row[i] / row.Sum();
        }
    }
}
