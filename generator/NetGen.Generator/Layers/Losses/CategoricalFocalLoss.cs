using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>-alpha (1 - p)^gamma ln p, p = softmax(y)[label].</summary>
/// <param name="Gamma">How much less samples count that are right already.</param>
/// <param name="Alpha">A factor.</param>
internal sealed record CategoricalFocalLoss(double Gamma = 2, double Alpha = 0.25) : RowLoss
{
    public override string Kind => "CategoricalFocal";

    public override string Link => "Softmax";

    public override LossReach Reach => LossReach.Label;

    public override (string Name, ArgumentValue[] Arguments) Struct => ("CategoricalFocalLabel", [ArgumentValue.Of(Gamma), ArgumentValue.Of(Alpha)]);

    protected override string Formula => $"-{Text.Of(Alpha)} * (1 - p)^{Text.Of(Gamma)} * log p, with p = softmax(output)[label]";

    public override Loss Read(AttributeArguments arguments) => new CategoricalFocalLoss(
        arguments.Number(nameof(Gamma), 2, static gamma => gamma >= 0, "at least 0", "2"), arguments.PositiveNumber(nameof(Alpha), 0.25, "0.25"));

    public override double Compute(double[] output, double[] target, int channels, double[] slopes)
    {
        int label = (int)target[0];
        double[] logarithms = ClassScores.LogSoftmax(output, 0, channels);
        double p = Math.Exp(logarithms[label]);
        double rest = Math.Max(1e-300, 1 - p);
        double byLogarithm = Alpha * ((Gamma * Math.Pow(rest, Gamma - 1) * p * logarithms[label]) - Math.Pow(rest, Gamma)); // d loss / d ln p
        for (int i = 0; i < channels; i++) slopes[i] = byLogarithm * ((i == label ? 1 : 0) - Math.Exp(logarithms[i]));
        return -Alpha * Math.Pow(rest, Gamma) * logarithms[label];
    }
}
