using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>The mean of (s + (m - t)^2 / e^s) / 2, m the first half of the channels, s the second.</summary>
internal sealed record GaussianNLLLoss : RowLoss
{
    private static readonly double LeastLogarithm = Math.Log(1e-6);

    public override string Kind => "GaussianNLL";

    public override LossReach Reach => LossReach.Position;

    public override (string Name, ArgumentValue[] Arguments) Struct => ("GaussianRow", []);

    protected override string Formula => "mean of (s + (m - t)^2 / exp(s)) / 2, with m the first half of output, s the second";

    public override int TargetSize(Shape output) => output.Size / 2;

    public override (string Problem, string Remedy)? Misfit(Shape output) => output.Channels % 2 == 0
        ? null
        : ($"reads {Text.Count(output.Channels, "channel")}, which are no means and as many logarithms of variances", $"Write {Text.Of(output.Channels * 2)} of them for {Text.Count(output.Channels, "target")}");

    public override double Compute(double[] output, double[] target, int channels, double[] slopes)
    {
        int count = channels / 2;
        double loss = 0;
        for (int i = 0; i < count; i++)
        {
            double logarithm = Math.Max(LeastLogarithm, output[count + i]);
            double difference = output[i] - target[i];
            double precision = Math.Exp(-logarithm);
            loss += (logarithm + (difference * difference * precision)) / 2 / count;
            slopes[i] = difference * precision / count;
            slopes[count + i] = (1 - (difference * difference * precision)) / 2 / count;
        }

        return loss;
    }
}
