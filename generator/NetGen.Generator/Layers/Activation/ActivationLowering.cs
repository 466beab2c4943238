using NetGen.Generator.Kernels;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

internal sealed partial record ActivationLayer
{
    public override bool BackwardReadsOutput => true;

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
            context.KernelName("Forward"), Function.Expression, inputValues, new TensorOperand("output", output, IsGradient: false, IsWritten: true)));
        if (!input.Storage.NeedsGradient) return;
        context.BackwardStep(new ActivationGradientKernel(
            context.KernelName("InputGradient"),
            Function.Expression,
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
                context.KernelName("Forward"), Function.Expression, null, new TensorOperand("values", values, IsGradient: false, IsWritten: true)));
        }

        if (!values.Storage.NeedsGradient) return;
        context.BackwardStep(new ActivationGradientKernel(
            context.KernelName("InputGradient"),
            Function.Expression,
            null,
            new TensorOperand("output", values, IsGradient: false, IsWritten: false),
            new TensorOperand("gradient", values, IsGradient: true, IsWritten: true),
            null));
    }
}
