namespace ExperimentsSample;

/// <summary>E31.</summary>
internal sealed class E31Caffe : Formula
{
    public override string Id => "E31";

    public override string Title => "Caffe's xavier is not Glorot's";

    public override string Published => $"{Articles.Deep}: a weight filler of type xavier on all layers.";

    public override string Setting => "Layers from 500 to 200 with Caffe's fillers: xavier (fan-in), xavier with the average, and msra.";

    public override string Shown => "A line of a model's description names Xavier, and everybody takes it for Glorot's formula.";

    public override string Why => "Caffe's filler is uniform within sqrt(3 / n) by default, so that its variance is 1 / n: LeCun's. Glorot's average has to be asked for. Its msra filler is He's.";

    public override Conclusion Check() => new(
        "The three declared variances are 1 / 500, 2 / 700 and 2 / 500.",
        [
            new Figure("xavier: variance times 500", "1", 1 - 1e-5, 1 + 1e-5, [500 * Math.Pow(Drawn.Std(CaffeXavierLayer.Info), 2)], Claim.Always),
            new Figure("xavier: largest weight over sqrt(3 / 500)", "at most 1, nearly reached", 0.999, 1, [Drawn.Weights(new CaffeXavierLayer(1)).Max(static weight => Math.Abs(weight)) / Math.Sqrt(3.0 / 500)], Claim.Always),
            new Figure("xavier with the average: variance times 350", "1", 1 - 1e-5, 1 + 1e-5, [350 * Math.Pow(Drawn.Std(CaffeAverageLayer.Info), 2)], Claim.Always),
            new Figure("msra: variance times 250", "1", 1 - 1e-5, 1 + 1e-5, [250 * Math.Pow(Drawn.Std(CaffeMsraLayer.Info), 2)], Claim.Always),
        ],
        []);
}
