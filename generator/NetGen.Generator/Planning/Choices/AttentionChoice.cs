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
        if (attention.Steps > 0)
        {
            ChooseStep(attention, builder);
            return;
        }

        bool isOneTensor = ReferenceEquals(attention.Query, attention.Memory);
        TensorValue query = builder.Padded(attention.Query);
        TensorValue memory = builder.Padded(attention.Memory);
        TensorValue output = builder.Define(attention.Output);
        AttentionPlan plan = new(attention.Shape, query, memory, isOneTensor, builder.Unrolling)
        {
            Dropout = attention.Dropout,
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

    /// <summary>One step, with the keys and values of all before it.</summary>
    private static void ChooseStep(Attention attention, KernelBuilder builder)
    {
        TensorValue products = builder.Padded(attention.Query);
        TensorValue output = builder.Define(attention.Output);
        AttentionPlan plan = new(attention.Shape, products, products, isOneTensor: true, builder.Unrolling) { MostSteps = attention.Steps };
        builder.ForwardInference(new AttentionStepKernel(
            builder.KernelName("Attend"),
            plan,
            TensorOperand.Read("products", products),
            Cache("keys", plan.PaddedKeys * plan.Shape.HeadSize),
            Cache("values", plan.PaddedHead * plan.KeySteps),
            TensorOperand.Write("output", output)));

        TensorOperand Cache(string name, int size) => new(
            name, builder.NewState(attention.Output.Name + TileNames.Capitalised(name), Shape.Vector(checked(attention.Shape.KeyHeads * size))), IsGradient: false, Access.Update);
    }
}
