using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels of attention.</summary>
internal static class AttentionChoice
{
    public static void Choose(Attention attention, KernelBuilder builder)
    {
        bool isOneTensor = ReferenceEquals(attention.Query, attention.Memory);
        TensorValue query = builder.Padded(attention.Query);
        TensorValue memory = builder.Padded(attention.Memory);
        TensorValue output = builder.Define(attention.Output);
        AttentionPlan plan = new(attention.Shape, query, memory, isOneTensor, builder.Unrolling)
        {
            Lengths = StepLengthText.OperandOf(builder.ValueIfAny(attention.Lengths)),
        };
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
