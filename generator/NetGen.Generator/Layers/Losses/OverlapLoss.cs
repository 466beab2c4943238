using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>1 - (TP + smoothing) / (TP + false positives + false negatives + smoothing), over all of a sample's outputs.</summary>
internal abstract record OverlapLoss : RowLoss
{
    public override string Link => "Sigmoid";

    public override LossReach Reach => LossReach.Sample;

    /// <summary>What a wrong yes counts, what a wrong no counts, and what keeps the quotient from 0 / 0.</summary>
    protected abstract (double FalsePositives, double FalseNegatives, double Smoothing) Weights { get; }

    public override (string Name, ArgumentValue[] Arguments) Struct
        => ("OverlapSample", [ArgumentValue.Of(Weights.FalsePositives), ArgumentValue.Of(Weights.FalseNegatives), ArgumentValue.Of(Weights.Smoothing)]);

    public override double Predict(double output) => 1 / (1 + Math.Exp(-output));

    public override double Compute(double[] output, double[] target, int channels, double[] slopes)
    {
        (double falsePositives, double falseNegatives, double smoothing) = Weights;
        double[] p = [.. output.Select(Predict)];
        double both = smoothing;
        double all = smoothing;
        for (int i = 0; i < p.Length; i++)
        {
            both += target[i] * p[i];
            all += (target[i] * p[i]) + (falsePositives * (1 - target[i]) * p[i]) + (falseNegatives * target[i] * (1 - p[i]));
        }

        for (int i = 0; i < p.Length; i++)
        {
            double byAll = target[i] + (falsePositives * (1 - target[i])) - (falseNegatives * target[i]);
            slopes[i] = -((target[i] * all) - (both * byAll)) / (all * all) * p[i] * (1 - p[i]);
        }

        return 1 - (both / all);
    }

    /// <summary>Yes and no, as often.</summary>
    public override void DrawTarget(NormalDraws random, double[] target, int channels)
    {
        for (int i = 0; i < target.Length; i++) target[i] = random.NextIndex(2);
    }
}
