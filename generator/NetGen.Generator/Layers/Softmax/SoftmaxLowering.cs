using NetGen.Generator.Kernels;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

internal sealed partial record SoftmaxLayer
{
    public override bool BackwardReadsOutput => true;

    public override void Lower(LayerNode node, LoweringContext context)
    {
        TensorValue input = context.Input();
        TensorValue output = context.DefineOutput();
        TensorOperand outputValues = new("output", output, IsGradient: false, IsWritten: true);
        context.Forward(new SoftmaxForwardKernel(
            context.KernelName("Forward"), new TensorOperand("input", input, IsGradient: false, IsWritten: false), outputValues));
        if (!input.Storage.NeedsGradient) return;
        context.BackwardStep(new SoftmaxGradientKernel(
            context.KernelName("InputGradient"),
            outputValues with { IsWritten = false },
            new TensorOperand("outputGradient", output, IsGradient: true, IsWritten: false),
            new TensorOperand("inputGradient", input, IsGradient: true, IsWritten: true)));
    }
}
