using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>sum of max(0, margin - y[label] + y[c])^power / classes over the other classes.</summary>
/// <param name="Margin">By how much the right class should lead.</param>
/// <param name="Power">1 or 2.</param>
internal sealed record MultiMarginLoss(double Margin = 1, int Power = 1) : RowLoss
{
    public override string Kind => "MultiMargin";

    public override LossReach Reach => LossReach.Label;

    public override (string Name, ArgumentValue[] Arguments) Struct => ("MultiMarginLabel", [ArgumentValue.Of(Margin), ArgumentValue.Of(Power == 2)]);

    protected override string Formula => $"sum over c != label of max(0, {Text.Of(Margin)} - output[label] + output[c]){(Power == 2 ? "^2" : "")} / classes";

    public override Loss Read(AttributeArguments arguments)
    {
        int power = arguments.Positive(nameof(Power));
        if (power > 2) arguments.Reject($"has Power = {Text.Of(power)}, which must be 1 or 2", "Write Power = 2 for squares", arguments.Set(nameof(Power), "2"));
        return new MultiMarginLoss(arguments.PositiveNumber(nameof(Margin), 1, "1"), power);
    }

    public override double Compute(double[] output, double[] target, int channels, double[] slopes)
    {
        int label = (int)target[0];
        double loss = 0;
        slopes[label] = 0;
        for (int i = 0; i < channels; i++)
        {
            if (i == label) continue;
            double lack = Math.Max(0, Margin - output[label] + output[i]);
            loss += Math.Pow(lack, Power) / channels;
            slopes[i] = (lack > 0 ? Power * Math.Pow(lack, Power - 1) : 0) / channels;
        }

        slopes[label] = -slopes.Where((_, place) => place != label).Sum();
        return loss;
    }
}
