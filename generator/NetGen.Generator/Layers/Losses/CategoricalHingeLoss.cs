using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>max(0, 1 - y[label] + max(0, largest of the others)).</summary>
internal sealed record CategoricalHingeLoss : RowLoss
{
    public override string Kind => "CategoricalHinge";

    public override LossReach Reach => LossReach.Label;

    public override (string Name, ArgumentValue[] Arguments) Struct => ("CategoricalHingeLabel", []);

    protected override string Formula => "max(0, 1 - output[label] + max(0, largest other output))";

    public override double Compute(double[] output, double[] target, int channels, double[] slopes)
    {
        int label = (int)target[0];
        Array.Clear(slopes, 0, channels);
        (double largest, int place) = (0, -1);
        for (int i = 0; i < channels; i++)
        {
            if (i != label && output[i] > largest) (largest, place) = (output[i], i);
        }

        double loss = 1 - output[label] + largest;
        if (loss <= 0) return 0;
        slopes[label] = -1;
        if (place >= 0) slopes[place] = 1;
        return loss;
    }
}
