using NetGen.Generator.Kernels;
using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning.Choices;

/// <summary>
/// The three sums over taps that a convolution has, between its image (what windows lie on) and its results (one pixel for each window): results gather from
/// the image; the image gathers back from the results, by transposed weights and mirrored taps; weights gather from both. A convolution needs the first for its
/// values and the second for its input's gradient, a transposed convolution the second for its values and the first for its input's gradient.
/// </summary>
/// <param name="builder">Where the policies are.</param>
/// <param name="weights">[channels of the results][channels of the image in a group][kernel row][kernel column].</param>
/// <param name="groups">Groups.</param>
/// <param name="image">What windows lie on.</param>
/// <param name="results">One pixel for each window.</param>
/// <param name="rows">How the windows lie along the rows.</param>
/// <param name="columns">How they lie along the columns.</param>
internal sealed class ConvolutionKernels(
    KernelBuilder builder, PlannedParameter weights, int groups, TensorValue image, TensorValue results, WindowGeometry rows, WindowGeometry columns)
{
    private readonly int _channels = image.Shape.Channels / groups;
    private readonly int _results = results.Shape.Channels / groups;
    private readonly int _taps = rows.Kernel * columns.Kernel;

    /// <summary>Whether vectors hold results of several groups.</summary>
    public bool IsSideBySide => Panels.AreSideBySide(groups, _results, _taps);

    /// <summary>Whether vectors hold channels of the image of several groups, where it gathers back.</summary>
    public bool IsImageSideBySide => Panels.AreSideBySide(groups, _channels, _taps);

    /// <summary>Channels of the image in a panel of transposed weights.</summary>
    public int ImagePanel => IsImageSideBySide ? Panels.For(image.Shape.Channels) : Panels.For(_channels, groups);

    /// <summary>Floats of the transposed weights.</summary>
    public int TransposedSize => TransposedOrder.Size(groups);

    private WeightOrder TransposedOrder => new(_channels, _results, _taps, ImagePanel, IsImageSideBySide);

    /// <summary>Puts the weights in the order in which the image gathers back.</summary>
    public TransposeWeightsKernel Transpose(MemoryOperand target) => new(
        builder.KernelName("TransposeWeights"),
        groups,
        new WeightOrder(_results, _channels, _taps, weights.Panel, IsSideBySide),
        TransposedOrder,
        ParameterOperand.Read("weights", weights),
        target);

    /// <summary>Results gather from the image.</summary>
    public Kernel Gather(ProductForm form, TensorOperand source, TensorOperand result)
    {
        ConvolutionSizes sizes = new(
            IsSideBySide ? 1 : weights.Groups,
            _channels,
            weights.PanelsPerGroup * weights.Panel,
            weights.Panel,
            rows.Kernel,
            columns.Kernel,
            image,
            results,
            AxisTaps.Forward(rows.Kernel, rows.Stride, rows.Dilation, rows.PaddingBefore, rows.Output).ToEquatableArray(),
            AxisTaps.Forward(columns.Kernel, columns.Stride, columns.Dilation, columns.PaddingBefore, columns.Output).ToEquatableArray())
        { IsColumnByColumn = image.Shape.IsSequence && columns.IsCausal && columns.Kernel > 1 };
        return Create(
            form.Purpose, IsSideBySide, new GroupLanes(groups, _channels, _results), sizes, source, form.Weights, form.Bias, result, form.Rectifies);
    }

    /// <summary>The image gathers back from the results.</summary>
    /// <param name="transposed">What <see cref="Transpose"/> has made.</param>
    public Kernel GatherBack(string purpose, TensorOperand source, Operand transposed, MemoryOperand? bias, TensorOperand result, bool rectify)
    {
        ConvolutionSizes sizes = new(
            IsImageSideBySide ? 1 : groups,
            _results,
            Panels.RoundUp(IsImageSideBySide ? image.Shape.Channels : _channels, ImagePanel),
            ImagePanel,
            rows.Kernel,
            columns.Kernel,
            results,
            image,
            AxisTaps.InputGradient(rows.Input, rows.Kernel, rows.Stride, rows.Dilation, rows.PaddingBefore).ToEquatableArray(),
            AxisTaps.InputGradient(columns.Input, columns.Kernel, columns.Stride, columns.Dilation, columns.PaddingBefore).ToEquatableArray())
        { AreMirrored = true };
        return Create(purpose, IsImageSideBySide, new GroupLanes(groups, _results, _channels), sizes, source, transposed, bias, result, rectify);
    }

    /// <summary>Weights gather from both, each summed over the whole batch by its owner.</summary>
    public Kernel GatherWeights(TensorOperand ofImage, TensorOperand ofResults)
    {
        MemoryOperand gradient = ParameterOperand.ContributeGradient("weightGradient", weights);
        string name = builder.KernelName("WeightGradient");
        if (IsSideBySide)
        {
            DepthwiseGradientPlan plan = new(weights, GroupLanes.Spread(image, depth: 1, weights.Panel), results, rows, columns);
            return new GroupedGradientKernel(name, new GroupLanes(groups, _channels, _results), plan, ofImage, ofResults, gradient);
        }

        GradientSizes sizes = new(
            weights, _channels, rows.Kernel, columns.Kernel, image, results, rows.Stride, columns.Stride, rows.Dilation, columns.Dilation, rows.PaddingBefore, columns.PaddingBefore);
        return new WeightGradientKernel(name, sizes, ofImage, ofResults, gradient, builder.Unrolling);
    }

    private Kernel Create(
        string purpose, bool isSideBySide, GroupLanes lanes, ConvolutionSizes sizes, TensorOperand source, Operand operand, Operand? bias, TensorOperand result, bool rectify)
    {
        string name = builder.KernelName(purpose);
        return isSideBySide
            ? new GroupedConvolutionKernel(name, lanes, sizes, source, operand, bias, result, rectify, builder.Unrolling)
            : new DirectConvolutionKernel(name, sizes, source, operand, bias, result, rectify, builder.Unrolling);
    }
}
