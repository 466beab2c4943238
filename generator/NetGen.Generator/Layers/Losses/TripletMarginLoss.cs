using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>max(0, |a - p| - |a - n| + margin) for the three positions a, p, n and the target as the margin.</summary>
internal sealed record TripletMarginLoss : RowLoss
{
    private const double Epsilon = 1e-6;

    public override string Kind => "TripletMargin";

    public override LossReach Reach => LossReach.Sample;

    public override (string Name, ArgumentValue[] Arguments) Struct => ("TripletSample", []);

    protected override string Formula => "max(0, |output[0] - output[1]| - |output[0] - output[2]| + t)";

    public override int TargetSize(Shape output) => 1;

    public override (string Problem, string Remedy)? Misfit(Shape output) => output is { IsSequence: true, Positions: 3 }
        ? null
        : ($"reads {Text.Of(output)}, but works on a sequence of three steps: anchor, positive and negative", "Write [Network(3, features)] and layers that work on each step, such as [Dense]");

    public override double Compute(double[] output, double[] target, int channels, double[] slopes)
    {
        double near = Distance(output, channels, channels);
        double far = Distance(output, 2 * channels, channels);
        double loss = near - far + target[0];
        Array.Clear(slopes, 0, slopes.Length);
        if (loss <= 0) return 0;
        for (int i = 0; i < channels; i++)
        {
            double toPositive = (output[i] - output[channels + i] + Epsilon) / near;
            double toNegative = (output[i] - output[(2 * channels) + i] + Epsilon) / far;
            slopes[i] = toPositive - toNegative;
            slopes[channels + i] = -toPositive;
            slopes[(2 * channels) + i] = toNegative;
        }

        return loss;
    }

    public override void DrawTarget(NormalDraws random, double[] target, int channels) => target[0] = 1;

    private static double Distance(double[] output, int other, int channels)
    {
        double sum = 0;
        for (int i = 0; i < channels; i++) sum += Math.Pow(output[i] - output[other + i] + Epsilon, 2);
        return Math.Sqrt(sum);
    }
}
