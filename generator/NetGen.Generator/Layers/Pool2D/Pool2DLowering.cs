using NetGen.Generator.Kernels;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

internal sealed partial record Pool2DLayer
{
    public override bool BackwardReadsOutput => Pool == PoolKind.Max;

    public override void Lower(LayerNode node, LoweringContext context)
    {
        TensorValue input = context.PaddedInput();
        TensorValue output = context.DefineOutput();
        WindowGeometry rows = Rows(node.InputShapes[0]);
        WindowGeometry columns = Columns(node.InputShapes[0]);
        PoolingSizes sizes = new(
            Pool == PoolKind.Max, rows.Kernel, columns.Kernel, rows.Stride, columns.Stride, rows.PaddingBefore, columns.PaddingBefore, input, output);
        context.Forward(new PoolingForwardKernel(
            context.KernelName("Forward"),
            sizes,
            new TensorOperand("input", input, IsGradient: false, IsWritten: false),
            new TensorOperand("output", output, IsGradient: false, IsWritten: true)));
        if (!input.Storage.NeedsGradient) return;
        context.BackwardStep(new PoolingGradientKernel(
            context.KernelName("InputGradient"),
            sizes,
            new TensorOperand("input", input, IsGradient: false, IsWritten: false),
            new TensorOperand("output", output, IsGradient: false, IsWritten: false),
            new TensorOperand("outputGradient", output, IsGradient: true, IsWritten: false),
            new TensorOperand("inputGradient", input, IsGradient: true, IsWritten: true)));
    }
}
