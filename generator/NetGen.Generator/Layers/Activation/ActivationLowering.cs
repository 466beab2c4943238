using NetGen.Generator.Emit;
using NetGen.Generator.Kernels;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

internal sealed partial record ActivationLayer
{
    public override bool BackwardReadsOutput => true;

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

    public override void Lower(LayerNode node, LoweringContext context)
    {
        if (context.IsInPlace)
        {
            LowerInPlace(context);
            return;
        }

        TensorValue input = context.PaddedInput();
        TensorValue output = context.DefineOutput();
        TensorOperand inputValues = new("input", input, IsGradient: false, IsWritten: false);
        context.Forward(new ActivationForwardKernel(
            context.KernelName("Forward"), Expression, inputValues, new TensorOperand("output", output, IsGradient: false, IsWritten: true)));
        if (!input.Storage.NeedsGradient) return;
        context.BackwardStep(new ActivationGradientKernel(
            context.KernelName("InputGradient"),
            Expression,
            inputValues,
            new TensorOperand("output", output, IsGradient: false, IsWritten: false),
            new TensorOperand("outputGradient", output, IsGradient: true, IsWritten: false),
            new TensorOperand("inputGradient", input, IsGradient: true, IsWritten: true)));
    }

    private void LowerInPlace(LoweringContext context)
    {
        TensorValue values = context.Input();
        context.SetOutput(values);
        if (!context.IsAbsorbed)
        {
            context.Forward(new ActivationForwardKernel(
                context.KernelName("Forward"), Expression, null, new TensorOperand("values", values, IsGradient: false, IsWritten: true)));
        }

        if (!values.Storage.NeedsGradient) return;
        context.BackwardStep(new ActivationGradientKernel(
            context.KernelName("InputGradient"),
            Expression,
            null,
            new TensorOperand("output", values, IsGradient: false, IsWritten: false),
            new TensorOperand("gradient", values, IsGradient: true, IsWritten: true),
            null));
    }
}
