using NetGen.Generator.Model;
using NetGen.Generator.Operations;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

/// <summary>-ln of the probability of all ways to spell the labels, by their number.</summary>
/// <param name="Labels">The most labels of a sample.</param>
/// <param name="Blank">The class of a step that spells nothing.</param>
/// <param name="ZeroInfinity">Whether labels that cannot be spelt count nothing.</param>
internal sealed record CTCLoss(int Labels = 1, int Blank = 0, bool ZeroInfinity = false) : RowLoss
{
    public override string Kind => "CTC";

    public override LossReach Reach => LossReach.Sample;

    public override (string Name, ArgumentValue[] Arguments) Struct => ("CtcSample", [ArgumentValue.Of((long)Blank), ArgumentValue.Of(ZeroInfinity)]);

    protected override string Formula => "-log p(labels) / number of labels, with p the sum over all ways to repeat labels and put blanks between them";

    public override Loss Read(AttributeArguments arguments)
        => new CTCLoss(arguments.Positive("labels"), arguments.NotNegative(nameof(Blank)), arguments.Flag(nameof(ZeroInfinity), false));

    public override int TargetSize(Shape output) => Labels;

    public override (string Problem, string Remedy)? Misfit(Shape output)
    {
        if (!output.IsSequence) return ($"reads {Text.Of(output)}, but works on a sequence with logits for each step", "Write [Network(steps, features)] and layers that work on each step");
        if (Labels > output.Positions) return ($"has {Text.Count(Labels, "label")}, but reads {Text.Count(output.Positions, "step")}, which spell one each at most", $"Write at most {Text.Of(output.Positions)}");
        if (Blank >= output.Channels) return ($"has Blank = {Text.Of(Blank)}, but reads {Text.Of(output.Channels)} classes", $"Write a class from 0 to {Text.Of(output.Channels - 1)}");
        return null;
    }

    /// <summary>How many ways there are to spell labels is not predicted.</summary>
    public override double? Initial(SignalState output, Shape shape, SignalMath math) => null;

    public override double? Undecided(Shape shape) => null;

    /// <summary>For the size of gradients: one of the ways, as if it were the only one.</summary>
    public override double Compute(double[] output, double[] target, int channels, double[] slopes)
    {
        int steps = output.Length / channels;
        double loss = 0;
        for (int step = 0; step < steps; step++)
        {
            double[] logarithms = ClassScores.LogSoftmax(output, step * channels, channels);
            int label = step % 2 == 1 && step / 2 < Labels ? (int)target[step / 2] : Blank;
            loss -= logarithms[label] / Labels;
            for (int i = 0; i < channels; i++) slopes[(step * channels) + i] = (Math.Exp(logarithms[i]) - (i == label ? 1 : 0)) / Labels;
        }

        return loss;
    }

    public override void DrawTarget(NormalDraws random, double[] target, int channels)
    {
        for (int i = 0; i < target.Length; i++) target[i] = random.NextIndex(channels);
    }
}
