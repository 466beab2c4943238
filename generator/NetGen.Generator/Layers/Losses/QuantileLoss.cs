using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>The pinball loss.</summary>
internal sealed record QuantileLoss(double Level = 0.5) : ElementLoss
{
    public override string Kind => "Quantile";

    public override ElementFunction Element => new(
        "Quantile", "QuantileElement", EquatableArray.Of(Level),
        $"max({Text.Rounded(Level)} * (target - output), {Text.Rounded(1 - Level)} * (output - target))",
        $"(output > target ? {Text.Rounded(1 - Level)} : -{Text.Rounded(Level)})");

    /// <summary>The quantile of targets of mean 0 and variance 1.</summary>
    protected override double BestConstant
    {
        get
        {
            (double low, double high) = (-8, 8);
            for (int step = 0; step < 60; step++)
            {
                double middle = (low + high) / 2;
                if (OverTargets(target => target < middle ? 1 : 0) < Level) low = middle;
                else high = middle;
            }

            return low;
        }
    }

    public override Loss Read(AttributeArguments arguments)
        => new QuantileLoss(arguments.Number("level", 0.5, static level => level is > 0 and < 1, "above 0 and below 1", "0.5"));

    protected override double Value(double output, double target) => Math.Max(Level * (target - output), (Level - 1) * (target - output));

    protected override double Derivative(double output, double target) => output > target ? 1 - Level : output < target ? -Level : 0;
}
