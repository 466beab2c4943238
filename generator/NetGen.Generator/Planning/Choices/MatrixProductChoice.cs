using NetGen.Generator.Kernels;
using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels of a product with a matrix of parameters: dense layers and 1x1 convolutions.</summary>
internal static class MatrixProductChoice
{
    private const int FewestRowsForCopy = 8;

    public static void Choose(MatrixProduct product, KernelBuilder builder)
    {
        TensorValue input = builder.Rows(product.Input);
        TensorValue output = builder.Define(product.Output);
        PlannedParameter weights = builder.Parameter(product.Weight);
        PlannedParameter? bias = builder.ParameterIfAny(product.Bias);
        Forward(builder, input, output, weights, bias);
        Backward(builder, product.Input, input, output, weights, bias);
    }

    public static void Forward(KernelBuilder builder, TensorValue input, TensorValue output, PlannedParameter weights, PlannedParameter? bias)
    {
        foreach (ProductForm form in builder.FormsOf(weights, bias, takesScales: true))
        {
            if (form.Weights.Format.IsBundled) ForwardInBytes(builder, input, output, weights, form);
            else form.Add(Product(form));
        }

        MatrixMultiplyKernel Product(ProductForm form) => new(
            builder.KernelName(form.Purpose),
            weights,
            TensorOperand.Read("input", input),
            form.Weights,
            form.Scales,
            form.Bias,
            TensorOperand.Write("output", output),
            form.Rectifies,
            builder.NetworkWork,
            builder.RowsOfSample(output.Shape),
            builder.Unrolling);
    }

    /// <summary>Rows are made bytes, then multiplied.</summary>
    private static void ForwardInBytes(KernelBuilder builder, TensorValue input, TensorValue output, PlannedParameter weights, ProductForm form)
    {
        TensorValue bytes = builder.NewValue("bytes", input.Shape.WithChannels(Bundles.RowLength(weights.Depth)));
        form.Add(new QuantizeRowsKernel(
            builder.KernelName("InputBytes"), weights.Depth, TensorOperand.Read("input", input), TensorOperand.Write("bytes", bytes)));
        form.Add(new QuantizedProductKernel(
            builder.KernelName(form.Purpose),
            weights,
            TensorOperand.Read("bytes", bytes),
            form.Weights,
            form.Scales!,
            form.Bias,
            TensorOperand.Write("output", output),
            form.Rectifies,
            builder.Unrolling));
    }

    public static void Backward(
        KernelBuilder builder, Tensor source, TensorValue input, TensorValue output, PlannedParameter weights, PlannedParameter? bias)
    {
        ParameterGradients(builder, input, output, bias, new GradientSizes(weights, weights.Depth, 1, 1, input, output, 1, 1, 1, 1, 0, 0));
        if (!builder.NeedsGradient(source)) return;
        TensorOperand outputGradient = TensorOperand.ReadGradient("outputGradient", output);
        TensorOperand inputGradient = TensorOperand.ContributeGradient("inputGradient", input);
        if (PaysTransposedCopy(builder, input, output, weights)) InputGradientOfCopy(builder, input, output, weights, outputGradient, inputGradient);
        else InputGradient(builder, weights, outputGradient, inputGradient);
    }

    /// <summary>The gradients of weights and bias, each summed over the whole batch by its owner.</summary>
    /// <param name="winograd">The forward convolution's plan, if it has one by Winograd's algorithm.</param>
    public static void ParameterGradients(
        KernelBuilder builder, TensorValue input, TensorValue output, PlannedParameter? bias, GradientSizes sizes, WinogradPlan? winograd = null)
    {
        TensorOperand inputOperand = TensorOperand.Read("input", input);
        TensorOperand outputGradient = TensorOperand.ReadGradient("outputGradient", output);
        MemoryOperand weightGradient = ParameterOperand.ContributeGradient("weightGradient", sizes.Weights);
        string name = builder.KernelName("WeightGradient");
        builder.Backward(winograd is null
            ? new WeightGradientKernel(name, sizes, inputOperand, outputGradient, weightGradient, builder.Unrolling)
            : new WinogradWeightGradientKernel(name, winograd, sizes.Weights, inputOperand, outputGradient, weightGradient));
        BiasGradient(builder, output, bias);
    }

    private static void InputGradient(KernelBuilder builder, PlannedParameter weights, TensorOperand outputGradient, TensorOperand inputGradient)
    {
        string name = builder.KernelName("InputGradient");
        MemoryOperand weightOperand = ParameterOperand.Read("weights", weights);
        builder.Backward(TransposedMultiplyKernel.IsPossible(weights, outputGradient.Tensor)
            ? new TransposedMultiplyKernel(name, weights, outputGradient, weightOperand, inputGradient, builder.Unrolling)
            : new DotProductsKernel(name, weights, outputGradient, weightOperand, inputGradient));
    }

    /// <summary>
    /// Whether the weights are transposed once a step for all rows: where each sample has so many rows that even a batch of one reads the copy often, and where
    /// no padding of gates stands between the outputs.
    /// </summary>
    private static bool PaysTransposedCopy(KernelBuilder builder, TensorValue input, TensorValue output, PlannedParameter weights)
        => output.Shape.Positions >= FewestRowsForCopy && weights.Outputs == output.Shape.Channels && weights.Depth == input.Shape.Channels
            && builder.HasRoomForDerived(weights.PackedSize);

    /// <summary>A product with the transposed weights, in the tiles of the forward pass: twice as fast as dot products across lanes.</summary>
    private static void InputGradientOfCopy(
        KernelBuilder builder, TensorValue input, TensorValue output, PlannedParameter weights, TensorOperand outputGradient, TensorOperand inputGradient)
    {
        static WindowGeometry Pixelwise(int extent) => new(extent, Kernel: 1, Stride: 1, Dilation: 1, PaddingBefore: 0, PaddingAfter: 0, extent);
        Shape shape = output.Shape;
        ConvolutionKernels kernels = new(builder, weights, groups: 1, input, output, Pixelwise(shape.Height), Pixelwise(shape.Width));
        Scratch transposed = builder.NewScratch("TransposedWeights", kernels.TransposedSize);
        builder.Backward(kernels.Transpose(new ScratchOperand("transposed", transposed, Access.Write)));
        builder.Backward(kernels.GatherBack("InputGradient", outputGradient, new ScratchOperand("transposed", transposed, Access.Read), bias: null, inputGradient, rectify: false));
    }

    /// <summary>The gradient of a bias, where there is one.</summary>
    public static void BiasGradient(KernelBuilder builder, TensorValue output, PlannedParameter? bias)
    {
        if (bias is null) return;
        builder.Backward(new BiasGradientKernel(
            builder.KernelName("BiasGradient"),
            bias,
            TensorOperand.ReadGradient("outputGradient", output),
            ParameterOperand.ContributeGradient("biasGradient", bias)));
    }
}
