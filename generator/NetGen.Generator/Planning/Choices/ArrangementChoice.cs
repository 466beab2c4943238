using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels of what only puts values elsewhere.</summary>
internal static class ArrangementChoice
{
    public static void Choose(Reshape reshape, KernelBuilder builder)
    {
        builder.Place(reshape.Output, builder.Contiguous(reshape.Input).Flattened(reshape.Output.Shape));
    }

    public static void Choose(Gather gather, KernelBuilder builder)
    {
        TensorOperand indices = TensorOperand.Read("indices", builder.Value(gather.Indices));
        PlannedParameter table = builder.Parameter(gather.Table);
        TensorValue output = builder.Define(gather.Output);
        builder.Forward(new GatherKernel(builder.KernelName("Forward"), indices, ParameterOperand.Read("table", table), TensorOperand.Write("output", output)));
        builder.Backward(new ScatterKernel(
            builder.KernelName("TableGradient"), indices, TensorOperand.ReadGradient("outputGradient", output), ParameterOperand.ContributeGradient("tableGradient", table)));
    }

    public static void Choose(Concatenation concatenation, KernelBuilder builder)
    {
        TensorValue[] inputs = [.. concatenation.Inputs.Select(builder.Padded)];
        TensorValue output = builder.Define(concatenation.Output);
        int channel = 0;
        for (int index = 0; index < inputs.Length; index++)
        {
            TensorValue input = inputs[index];
            int channels = input.Shape.Channels;
            builder.Forward(new CopyChannelsKernel(
                builder.KernelName($"Forward{index}"),
                TensorOperand.Read("input", input),
                input.Pitch,
                0,
                TensorOperand.Write("output", output),
                output.Pitch,
                channel,
                channels,
                input.Shape.Positions));
            if (builder.NeedsGradient(concatenation.Inputs[index]))
            {
                builder.Backward(new CopyChannelsKernel(
                    builder.KernelName($"InputGradient{index}"),
                    TensorOperand.ReadGradient("outputGradient", output),
                    output.Pitch,
                    channel,
                    TensorOperand.ContributeGradient("inputGradient", input),
                    input.Pitch,
                    0,
                    channels,
                    input.Shape.Positions));
            }

            channel += channels;
        }
    }
}
