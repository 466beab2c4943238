using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>1 - cos(y, t).</summary>
internal sealed record CosineDistanceLoss : RowLoss
{
    private const double Epsilon = 1e-12;

    public override string Kind => "CosineDistance";

    public override LossReach Reach => LossReach.Position;

    public override (string Name, ArgumentValue[] Arguments) Struct => ("CosineRow", []);

    protected override string Formula => "1 - sum of output * t / (|output| * |t|)";

    public override double Compute(double[] output, double[] target, int channels, double[] slopes)
    {
        (double product, double outputs, double targets) = (0, Epsilon, Epsilon);
        for (int i = 0; i < channels; i++)
        {
            product += output[i] * target[i];
            outputs += output[i] * output[i];
            targets += target[i] * target[i];
        }

        double length = Math.Sqrt(outputs * targets);
        for (int i = 0; i < channels; i++) slopes[i] = (product / length * output[i] / outputs) - (target[i] / length);
        return 1 - (product / length);
    }
}
