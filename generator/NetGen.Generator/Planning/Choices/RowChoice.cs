using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels of what makes fewer channels of each row's.</summary>
internal static class RowChoice
{
    public static void Choose(RowGate gate, KernelBuilder builder)
    {
        string expression = gate.Function.Expression;
        TensorValue input = builder.Padded(gate.Input);
        TensorValue output = builder.Define(gate.Output);
        TensorOperand values = TensorOperand.Read("input", input);
        builder.Forward(new RowGateKernel(builder.KernelName("Forward"), expression, values, TensorOperand.Write("output", output)));
        if (!builder.NeedsGradient(gate.Input)) return;
        builder.Backward(new RowGateGradientKernel(
            builder.KernelName("InputGradient"),
            expression,
            values,
            TensorOperand.ReadGradient("outputGradient", output),
            TensorOperand.ContributeGradient("inputGradient", input)));
    }

    public static void Choose(RowMaximum maximum, KernelBuilder builder)
    {
        TensorValue input = builder.Padded(maximum.Input);
        TensorValue output = builder.Define(maximum.Output);
        TensorOperand values = TensorOperand.Read("input", input);
        builder.Forward(new RowMaximumKernel(builder.KernelName("Forward"), maximum.Pieces, values, TensorOperand.Write("output", output)));
        if (!builder.NeedsGradient(maximum.Input)) return;
        builder.Backward(new RowMaximumGradientKernel(
            builder.KernelName("InputGradient"),
            maximum.Pieces,
            values,
            TensorOperand.ReadGradient("outputGradient", output),
            TensorOperand.ContributeGradient("inputGradient", input)));
    }
}
