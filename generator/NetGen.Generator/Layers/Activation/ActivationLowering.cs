using NetGen.Generator.Emit;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record ActivationLayer
{
    /// <summary>Whether it is the plain rectifier, which costs a kernel one instruction.</summary>
    public bool IsRectifier => Activation == ActivationKind.ReLU;

    /// <summary>Whether f'(x) follows from f(x) alone, so that the input need not be kept.</summary>
    public bool DerivativeFromOutput => Activation switch
    {
        ActivationKind.ReLU or ActivationKind.ReLU6 or ActivationKind.SELU or ActivationKind.Tanh or ActivationKind.LeCunTanh
            or ActivationKind.HardTanh or ActivationKind.Sigmoid or ActivationKind.HardSigmoid => true,
        ActivationKind.LeakyReLU => Parameter > 0,
        _ => false,
    };

    /// <summary>The expression that makes the run-time library's activation.</summary>
    public string Expression => Activation switch
    {
        ActivationKind.LeakyReLU or ActivationKind.ELU or ActivationKind.CELU => $"new {Activation}Activation({Literals.Single(Parameter)})",
        _ => $"default({Activation}Activation)",
    };

    public override void Lower(LayerNode node, OperationBuilder builder)
        => builder.Add(new ActivationMap(new MapFunction(Expression, DerivativeFromOutput, IsRectifier), builder.Input(), builder.Output()));
}
