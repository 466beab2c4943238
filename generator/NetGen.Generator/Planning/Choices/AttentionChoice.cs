using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels of attention.</summary>
internal static class AttentionChoice
{
    /// <summary>In place, forward and backward: nobody else reads what is turned.</summary>
    public static void Choose(Rotation rotation, KernelBuilder builder)
    {
        TensorValue rows = builder.Place(rotation.Output, builder.Padded(rotation.Input));
        builder.Forward(new RotationKernel(builder.KernelName("Rotate"), rotation, isBack: false, new TensorOperand("values", rows, IsGradient: false, Access.Update)));
        builder.Backward(new RotationKernel(builder.KernelName("RotateBack"), rotation, isBack: true, new TensorOperand("values", rows, IsGradient: true, Access.Update)));
    }

    public static void Choose(Attention attention, KernelBuilder builder)
    {
        bool isOneTensor = ReferenceEquals(attention.Query, attention.Memory);
        TensorValue query = builder.Padded(attention.Query);
        TensorValue memory = builder.Padded(attention.Memory);
        TensorValue output = builder.Define(attention.Output);
        AttentionPlan plan = new(attention.Shape, query, memory, isOneTensor, builder.Unrolling) { Dropout = attention.Dropout };
        TensorOperand queryRows = TensorOperand.Read("query", query);
        TensorOperand? memoryRows = isOneTensor ? null : TensorOperand.Read("memory", memory);
        builder.ForwardInference(new AttentionForwardKernel(builder.KernelName("Attend"), plan, queryRows, memoryRows, null, TensorOperand.Write("output", output)));
        if (!builder.IsTrained) return;

        TensorValue statistics = builder.NewValue(attention.Output.Name + "Statistics", Shape.Vector(attention.Shape.Heads * plan.QuerySteps));
        builder.ForwardTraining(new AttentionForwardKernel(
            builder.KernelName("AttendKept"), plan, queryRows, memoryRows, TensorOperand.Write("statistics", statistics), TensorOperand.Write("output", output)));
        builder.Backward(new AttentionGradientKernel(
            builder.KernelName("AttentionGradient"),
            plan,
            queryRows,
            memoryRows,
            TensorOperand.Read("statistics", statistics),
            TensorOperand.ReadGradient("outputGradient", output),
            new TensorOperand("queryGradient", query, IsGradient: true, Access.Write),
            isOneTensor ? null : new TensorOperand("memoryGradient", memory, IsGradient: true, Access.Write)));
    }
}
