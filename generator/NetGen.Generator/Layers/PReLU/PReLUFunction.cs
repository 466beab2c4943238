namespace NetGen.Generator.Layers;

/// <summary>What a PReLU is before its first step: a leaky rectifier.</summary>
internal sealed record PReLUFunction(double InitialSlope) : LeakyReLUFunction(InitialSlope)
{
    public override string Kind => "PReLU";

    public override bool IsTrained => true;

    /// <summary>A slope may fall to 0 and below, and then an output does not say which input it came from.</summary>
    public override bool DerivativeFromOutput => false;

    public override (string Name, double Value)? Parameter => ("InitialSlope", InitialSlope);
}
