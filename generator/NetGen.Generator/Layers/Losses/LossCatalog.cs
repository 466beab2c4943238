namespace NetGen.Generator.Layers;

/// <summary>All losses: one row each, those for the commoner tasks first.</summary>
internal static class LossCatalog
{
    public static IReadOnlyList<Loss> All { get; } =
    [
        new SoftmaxCrossEntropyLoss(),
        new MeanSquaredErrorLoss(),
        new BinaryCrossEntropyLoss(),
        new MeanAbsoluteErrorLoss(),
        new HuberLoss(),
        new LogCoshLoss(),
        new PoissonLoss(),
        new QuantileLoss(),
        new HingeLoss(),
        new SquaredHingeLoss(),
        new BinaryFocalLoss(),
        new MeanSquaredLogarithmicErrorLoss(),
        new MeanAbsolutePercentageErrorLoss(),
        new KLDivergenceLoss(),
        new CategoricalFocalLoss(),
        new MultiMarginLoss(),
        new CategoricalHingeLoss(),
        new GaussianNLLLoss(),
        new CosineDistanceLoss(),
        new TripletMarginLoss(),
        new DiceLoss(),
        new TverskyLoss(),
        new CTCLoss(),
        new OwnLoss(),
    ];

    public static IEnumerable<string> Kinds => All.Select(loss => loss.Kind);

    /// <summary>The loss of an attribute's kind, or null where it is none.</summary>
    public static Loss? Find(string kind) => All.FirstOrDefault(loss => string.Equals(loss.Kind, kind, StringComparison.Ordinal));
}
