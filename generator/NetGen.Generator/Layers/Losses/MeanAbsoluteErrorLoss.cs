using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>|y - t|.</summary>
internal sealed record MeanAbsoluteErrorLoss : ElementLoss
{
    public override string Kind => "MeanAbsoluteError";

    public override bool MeasuresDistance => true;

    public override ElementFunction Element { get; } = new("MeanAbsoluteError", "AbsoluteErrorElement", default, "|output - target|", "sign(output - target)");

    protected override double Value(double output, double target) => Math.Abs(output - target);

    protected override double Derivative(double output, double target) => Math.Sign(output - target);
}
