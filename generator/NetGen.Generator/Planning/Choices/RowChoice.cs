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

    public static void Choose(RowDot dot, KernelBuilder builder)
    {
        TensorValue left = builder.Padded(dot.Left);
        TensorValue right = builder.Padded(dot.Right);
        TensorValue output = builder.Define(dot.Output);
        TensorOperand leftValues = TensorOperand.Read("left", left);
        TensorOperand rightValues = TensorOperand.Read("right", right);
        TensorOperand products = TensorOperand.Write("products", output);
        builder.Forward(dot.IsNormalized
            ? new RowCosineKernel(builder.KernelName("Forward"), leftValues, rightValues, products)
            : new RowDotKernel(builder.KernelName("Forward"), ofNegatives: false, leftValues, rightValues, products));
        Back(dot.Left, "Left", left, right);
        Back(dot.Right, "Right", right, left);

        void Back(Tensor tensor, string side, TensorValue own, TensorValue other)
        {
            if (!builder.NeedsGradient(tensor)) return;
            builder.Backward(new RowDotGradientKernel(
                builder.KernelName(side + "Gradient"),
                dot.IsNormalized ? TensorOperand.Read("own", own) : null,
                TensorOperand.Read("other", other),
                TensorOperand.ReadGradient("outputGradient", output),
                TensorOperand.ContributeGradient("inputGradient", own)));
        }
    }
}
