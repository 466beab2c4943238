using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>sum of t (ln t - ln softmax(y)).</summary>
internal sealed record KLDivergenceLoss : RowLoss
{
    public override string Kind => "KLDivergence";

    public override string Link => "Softmax";

    public override LossReach Reach => LossReach.Position;

    public override (string Name, ArgumentValue[] Arguments) Struct => ("KullbackLeiblerRow", []);

    protected override string Formula => "sum of t * (log t - log softmax(output))";

    public override double Compute(double[] output, double[] target, int channels, double[] slopes)
    {
        double[] logarithms = ClassScores.LogSoftmax(output, 0, channels);
        double shares = target.Sum();
        double loss = 0;
        for (int i = 0; i < channels; i++)
        {
            if (target[i] > 0) loss += target[i] * (Math.Log(target[i]) - logarithms[i]);
            slopes[i] = (shares * Math.Exp(logarithms[i])) - target[i];
        }

        return loss;
    }

    /// <summary>Softmax of normal numbers.</summary>
    public override void DrawTarget(NormalDraws random, double[] target, int channels)
    {
        for (int i = 0; i < channels; i++) target[i] = random.NextNormal();
        double[] logarithms = ClassScores.LogSoftmax(target, 0, channels);
        for (int i = 0; i < channels; i++) target[i] = Math.Exp(logarithms[i]);
    }
}
