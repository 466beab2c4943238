namespace ExperimentsSample;

/// <summary>E17.</summary>
internal sealed class E17He : Formula
{
    public override string Id => "E17";

    public override string Title => "He's variance";

    public override string Published => $"{Articles.Intoli}: Var(w) = 2 / n[i].";

    public override string Setting => "100,000 weights of a layer from 500 to 200, drawn by [He].";

    public override string Shown => "With ReLU the compromise is off by a factor of two in each layer; He's formula gives it back.";

    public override string Why => "ReLU passes half of the second moment of a symmetric variable: n Var(w) / 2 = 1.";

    public override Conclusion Check() => new(
        "The drawn weights have the variance, and the layer's predicted output the second moment of its input.",
        [
            new Figure("variance over 2 / 500", "1", 0.99, 1.01, [Drawn.Variance(new HeLayer(1)) / (2.0 / 500)], Claim.Always),
            new Figure("predicted root mean square behind ReLU, for inputs of 1", "1", 0.999, 1.001, [HeLayer.Info.Layers[1].Predicted.Rms], Claim.Always),
        ],
        []);
}
