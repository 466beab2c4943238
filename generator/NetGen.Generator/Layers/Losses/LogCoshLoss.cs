using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>ln cosh(y - t).</summary>
internal sealed record LogCoshLoss : ElementLoss
{
    public override string Kind => "LogCosh";

    public override bool MeasuresDistance => true;

    public override ElementFunction Element { get; } = new("LogCosh", "LogCoshElement", default, "log cosh(output - target)", "tanh(output - target)");

    protected override double Value(double output, double target)
        => Math.Abs(output - target) + Math.Log(1 + Math.Exp(-2 * Math.Abs(output - target))) - Math.Log(2);

    protected override double Derivative(double output, double target) => Math.Tanh(output - target);
}
