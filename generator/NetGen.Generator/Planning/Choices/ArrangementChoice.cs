using NetGen.Generator.Kernels;
using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels of what only puts values elsewhere.</summary>
internal static class ArrangementChoice
{
    /// <summary>A view wherever memory allows: the channels stay, and with them the gaps between pixels, or there are no gaps before and behind.</summary>
    public static void Choose(Reshape reshape, KernelBuilder builder)
    {
        Shape shape = reshape.Output.Shape;
        if (shape.Channels == reshape.Input.Shape.Channels && shape.Positions > 1)
        {
            TensorValue value = builder.Value(reshape.Input);
            builder.Place(reshape.Output, new TensorValue(value.Storage, shape, value.Pitch));
            return;
        }

        if (shape.Positions == 1)
        {
            builder.Place(reshape.Output, builder.Contiguous(reshape.Input).Flattened(shape));
            return;
        }

        TensorValue vector = builder.Value(reshape.Input);
        TensorValue pixels = new(vector.Storage, shape, shape.Channels);
        if (!vector.IsPadded || Panels.Padded(shape.Channels) == shape.Channels) builder.Place(reshape.Output, pixels);
        else builder.Spread(reshape, pixels);
    }

    public static void Choose(Arrangement arrangement, KernelBuilder builder)
    {
        TensorValue input = builder.Value(arrangement.Input);
        TensorValue output = builder.Define(arrangement.Output);
        builder.Forward(new ArrangementKernel(
            builder.KernelName("Forward"), ArrangementPlan.Forward(arrangement, input, output), TensorOperand.Read("input", input), TensorOperand.Write("output", output)));
        if (!builder.NeedsGradient(arrangement.Input)) return;
        builder.Backward(new ArrangementKernel(
            builder.KernelName("InputGradient"),
            ArrangementPlan.Backward(arrangement, input, output),
            TensorOperand.ReadGradient("outputGradient", output),
            TensorOperand.ContributeGradient("inputGradient", input)));
    }

    public static void Choose(Gather gather, KernelBuilder builder)
    {
        TensorOperand indices = TensorOperand.Read("indices", builder.Value(gather.Indices));
        PlannedParameter table = builder.Parameter(gather.Table);
        TensorValue output = builder.Define(gather.Output);
        if (builder.ReadsNarrow(table) is null)
        {
            builder.Forward(Kernel("Forward", ParameterOperand.Read("table", table)));
        }
        else
        {
            builder.ForwardInference(Kernel("Forward", builder.ReadForInference("table", table)));
            if (builder.IsTrained) builder.ForwardTraining(Kernel("TrainingForward", ParameterOperand.Read("table", table)));
        }

        builder.Backward(new ScatterKernel(
            builder.KernelName("TableGradient"), table, indices, TensorOperand.ReadGradient("outputGradient", output), ParameterOperand.ContributeGradient("tableGradient", table)));

        GatherKernel Kernel(string purpose, MemoryOperand operand)
            => new(builder.KernelName(purpose), table, indices, operand, TensorOperand.Write("output", output));
    }

    public static void Choose(AddTable sum, KernelBuilder builder)
    {
        PlannedParameter table = builder.Parameter(sum.Table);
        TensorValue input = builder.Padded(sum.Input);
        TensorValue output = builder.Define(sum.Output);
        builder.Forward(new AddTableKernel(builder.KernelName("Forward"), TensorOperand.Read("input", input), ParameterOperand.Read("table", table), TensorOperand.Write("output", output), sum.IsStep));
        TensorOperand outputGradient = TensorOperand.ReadGradient("outputGradient", output);
        if (table.Spec.IsTrained)
            builder.Backward(new TableGradientKernel(builder.KernelName("TableGradient"), outputGradient, ParameterOperand.ContributeGradient("tableGradient", table)));
        if (!builder.NeedsGradient(sum.Input)) return;
        builder.Backward(new ScaledGradientKernel(builder.KernelName("InputGradient"), outputGradient, [], TensorOperand.ContributeGradient("inputGradient", input)));
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
