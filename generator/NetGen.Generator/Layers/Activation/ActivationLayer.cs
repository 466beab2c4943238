using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>An activation: element by element, any shape.</summary>
/// <param name="Parameter">Slope of LeakyReLU, alpha of ELU and CELU; 0 for the others.</param>
internal sealed partial record ActivationLayer(ActivationKind Activation, double Parameter) : Layer
{
    public override string Kind => Activation.ToString();

    public ActivationFunction Function => new(Activation, Parameter);

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings) => inputs[0];

    public override string Describe(LayerNode node) => Activation switch
    {
        ActivationKind.LeakyReLU => $"LeakyReLU, slope {Text.Of(Parameter)}",
        ActivationKind.ELU or ActivationKind.CELU => $"{Kind}, alpha {Text.Of(Parameter)}",
        _ => Kind,
    };
}
