using NetGen.Generator.Kernels;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

internal sealed partial record MergeLayer
{
    public override void Lower(LayerNode node, LoweringContext context)
    {
        TensorValue[] inputs = [.. Enumerable.Range(0, node.Inputs.Count).Select(context.PaddedInput)];
        TensorValue output = context.DefineOutput();
        if (Merge == MergeKind.Concat) LowerConcat(context, inputs, output);
        else LowerElementwise(context, inputs, output);
    }

    private static TensorOperand Value(int index, TensorValue tensor) => new($"input{index}", tensor, IsGradient: false, IsWritten: false);

    private void LowerElementwise(LoweringContext context, TensorValue[] inputs, TensorValue output)
    {
        bool multiplies = Merge == MergeKind.Multiply;
        context.Forward(new MergeForwardKernel(
            context.KernelName("Forward"),
            multiplies,
            [.. inputs.Select((input, index) => Value(index, input))],
            new TensorOperand("output", output, IsGradient: false, IsWritten: true)));
        for (int index = 0; index < inputs.Length; index++)
        {
            if (!inputs[index].Storage.NeedsGradient) continue;
            IEnumerable<TensorOperand> factors = multiplies
                ? Enumerable.Range(0, inputs.Length).Where(other => other != index).Select(other => Value(other, inputs[other]))
                : [];
            context.BackwardStep(new ScaledGradientKernel(
                context.KernelName($"InputGradient{index}"),
                new TensorOperand("outputGradient", output, IsGradient: true, IsWritten: false),
                [.. factors],
                new TensorOperand("inputGradient", inputs[index], IsGradient: true, IsWritten: true)));
        }
    }

    private static void LowerConcat(LoweringContext context, TensorValue[] inputs, TensorValue output)
    {
        int channel = 0;
        for (int index = 0; index < inputs.Length; index++)
        {
            TensorValue input = inputs[index];
            int channels = input.Shape.Channels;
            context.Forward(new CopyChannelsKernel(
                context.KernelName($"Forward{index}"),
                new TensorOperand("input", input, IsGradient: false, IsWritten: false),
                input.Pitch,
                0,
                new TensorOperand("output", output, IsGradient: false, IsWritten: true),
                output.Pitch,
                channel,
                channels,
                input.Shape.Positions));
            if (input.Storage.NeedsGradient)
            {
                context.BackwardStep(new CopyChannelsKernel(
                    context.KernelName($"InputGradient{index}"),
                    new TensorOperand("outputGradient", output, IsGradient: true, IsWritten: false),
                    output.Pitch,
                    channel,
                    new TensorOperand("inputGradient", input, IsGradient: true, IsWritten: true),
                    input.Pitch,
                    0,
                    channels,
                    input.Shape.Positions));
            }

            channel += channels;
        }
    }
}
