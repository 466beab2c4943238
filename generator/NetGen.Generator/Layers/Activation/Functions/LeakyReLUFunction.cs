using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>x where positive, slope * x elsewhere.</summary>
internal record LeakyReLUFunction(double Slope) : ActivationFunction
{
    public override string Kind => "LeakyReLU";

    public override ActivationFamily Family => ActivationFamily.Rectifying;

    public override OutputRange Range => Slope > 0 ? OutputRange.All : OutputRange.From(0);

    public override double[] Corners => [0];

    public override bool DerivativeFromOutput => Slope > 0;

    public override (string Name, double Value)? Parameter => ("slope", Slope);

    /// <summary>With a negative slope it falls before it grows.</summary>
    public override double? Lowest => Slope < 0 ? 0 : null;

    public override double Value(double x) => x >= 0 ? x : Slope * x;

    public override double Derivative(double x) => x > 0 ? 1 : Slope;
}
