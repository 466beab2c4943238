using NetGen.Generator.Kernels;
using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels of a transposed convolution: those of a convolution from its output to its input, in exchanged roles.</summary>
internal static class TransposedConvolutionChoice
{
    public static void Choose(TransposedWindowProduct product, KernelBuilder builder)
    {
        // Its pixels are read as whole vectors where weights gather from them, and where each channel has a filter of its own.
        TensorValue input = builder.IsTrained || product.IsDepthwise ? builder.Padded(product.Input) : builder.Value(product.Input);
        TensorValue output = builder.Define(product.Output);
        PlannedParameter weights = builder.Parameter(product.Weight);
        PlannedParameter? bias = builder.ParameterIfAny(product.Bias);
        if (product.IsDepthwise) DepthwiseChoice.ChooseTransposed(product, builder, input, output, weights, bias);
        else ChooseConvolution(product, builder, input, output, weights, bias);
    }

    private static void ChooseConvolution(
        TransposedWindowProduct product, KernelBuilder builder, TensorValue input, TensorValue output, PlannedParameter weights, PlannedParameter? bias)
    {
        ConvolutionKernels kernels = new(builder, weights, product.Groups, image: output, results: input, product.Rows, product.Columns);
        Derived transposed = builder.NewDerived("TransposedWeights", kernels.TransposedSize);
        builder.Forward(kernels.Transpose(new DerivedOperand("transposed", transposed, Access.Write)));
        builder.Forward(kernels.GatherBack(
            "Forward",
            TensorOperand.Read("input", input),
            new DerivedOperand("transposed", transposed, Access.Read),
            ParameterOperand.ReadIfAny("bias", bias),
            TensorOperand.Write("output", output),
            builder.Rectifies));
        if (!builder.IsTrained) return;
        TensorOperand outputGradient = TensorOperand.ReadGradient("outputGradient", output);
        TensorValue whole = WithoutRest(builder, input, weights.Panel);
        builder.Backward(new ConvolutionKernels(builder, weights, product.Groups, image: output, results: whole, product.Rows, product.Columns)
            .GatherWeights(outputGradient, TensorOperand.Read("input", whole)));
        MatrixProductChoice.BiasGradient(builder, output, bias);
        if (!builder.NeedsGradient(product.Input)) return;
        ProductForm gradient = new("InputGradient", ParameterOperand.Read("weights", weights), Scales: null, Bias: null, Rectifies: false, builder.Backward);
        gradient.Add(kernels.Gather(gradient, outputGradient, TensorOperand.ContributeGradient("inputGradient", input)));
    }

    /// <summary>
    /// The input with zeros in the rest of a pixel's last panel: what an activation has left there would come into the gradients of weights that there are
    /// none of. Training memory is zero where nobody writes.
    /// </summary>
    private static TensorValue WithoutRest(KernelBuilder builder, TensorValue input, int panel)
    {
        if (input.Shape.Channels % panel == 0) return input;
        TensorValue copy = builder.NewValue(input.Storage.Name, input.Shape);
        builder.ForwardTraining(KernelBuilder.Copy(builder.KernelName("CopyInput"), TensorOperand.Read("source", input), TensorOperand.Write("target", copy)));
        return copy;
    }
}
