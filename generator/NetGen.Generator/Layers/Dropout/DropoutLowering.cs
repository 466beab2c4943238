using NetGen.Generator.Kernels;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

internal sealed partial record DropoutLayer
{
    public override bool IsView => true;

    public override void Lower(LayerNode node, LoweringContext context)
    {
        if (!context.IsTrained || Rate == 0)
        {
            context.SetOutput(context.Input());
            return;
        }

        TensorValue input = context.PaddedInput();
        TensorValue output = context.DefineOutput();
        output.Storage.InferenceAlias = input.Storage;
        TensorOperand mask = new("mask", context.NewTensor(node.Name + "Mask", node.OutputShape), IsGradient: false, IsWritten: true);
        context.ForwardTraining(new DropoutForwardKernel(
            context.KernelName("Forward"),
            Rate,
            context.NodeIndex,
            new TensorOperand("input", input, IsGradient: false, IsWritten: false),
            mask,
            new TensorOperand("output", output, IsGradient: false, IsWritten: true)));
        if (!input.Storage.NeedsGradient) return;
        context.BackwardStep(new ScaledGradientKernel(
            context.KernelName("InputGradient"),
            new TensorOperand("outputGradient", output, IsGradient: true, IsWritten: false),
            [mask with { IsWritten = false }],
            new TensorOperand("inputGradient", input, IsGradient: true, IsWritten: true)));
    }
}
