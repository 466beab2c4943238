using NetGen.Generator.Kernels;
using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>Which kernels compute a convolution: a matrix product, channel by channel, groups side by side, Winograd's algorithm, or directly.</summary>
internal sealed class ConvolutionChoice
{
    private readonly WindowProduct _product;
    private readonly KernelBuilder _builder;
    private readonly TensorValue _input;
    private readonly TensorValue _output;
    private readonly PlannedParameter _weights;
    private readonly PlannedParameter? _bias;
    private readonly WindowGeometry _rows;
    private readonly WindowGeometry _columns;

    private readonly ConvolutionKernels _kernels;

    private ConvolutionChoice(WindowProduct product, KernelBuilder builder)
    {
        _product = product;
        _builder = builder;
        _input = builder.Value(product.Input);
        _output = builder.Define(product.Output);
        _weights = builder.Parameter(product.Weight);
        _bias = builder.ParameterIfAny(product.Bias);
        _rows = product.Rows;
        _columns = product.Columns;
        _kernels = new ConvolutionKernels(builder, _weights, product.Groups, _input, _output, _rows, _columns);
    }

    public static void Choose(WindowProduct product, KernelBuilder builder)
    {
        bool isDepthwise = product.Groups > 1 && product.Groups == product.Input.Shape.Channels && product.Groups == product.Output.Shape.Channels;
        if (isDepthwise)
        {
            DepthwiseChoice.Choose(product, builder);
            return;
        }

        ConvolutionChoice choice = new(product, builder);
        if (product.IsMatrixProduct) choice.ChooseMatrixProduct();
        else choice.ChooseConvolution();
    }

    private void ChooseMatrixProduct()
    {
        if (_builder.Unrolling.WritesOutConvolution(1, _weights.Depth)) Forward();
        else MatrixProductChoice.Forward(_builder, _input, _output, _weights, _bias);
        MatrixProductChoice.Backward(_builder, _product.Input, _input, _output, _weights, _bias);
    }

    private void ChooseConvolution()
    {
        WinogradSizes sizes = new(
            _weights.Spec.Inputs, _weights.PanelsPerGroup * _weights.Panel, _rows.Kernel, _input, _output, _rows.PaddingBefore, _columns.PaddingBefore);
        // A sample's outputs are the same alone and among others.
        WinogradPlan? winograd = ChooseWinograd(sizes, isOfBatch: false);
        if (winograd is null) Forward();
        else Forward(winograd);
        if (!_builder.IsTrained) return;
        winograd = ChooseWinograd(sizes, isOfBatch: true);
        TensorOperand input = TensorOperand.Read("input", _input);
        TensorOperand outputGradient = TensorOperand.ReadGradient("outputGradient", _output);
        _builder.Backward(winograd is null
            ? _kernels.GatherWeights(input, outputGradient)
            : new WinogradWeightGradientKernel(
                _builder.KernelName("WeightGradient"), winograd, _weights, input, outputGradient, ParameterOperand.ContributeGradient("weightGradient", _weights)));
        MatrixProductChoice.BiasGradient(_builder, _output, _bias);
        InputGradient();
    }

    private void Forward(WinogradPlan winograd)
    {
        Derived derived = _builder.NewDerived("TransformedWeights", WinogradWeightsKernel.Size(winograd));
        foreach (ProductForm form in _builder.FormsOf(_weights, _bias))
        {
            form.Add(new WinogradWeightsKernel(
                _builder.KernelName("TransformWeights"), winograd, form.Weights, new DerivedOperand("transformed", derived, Access.Write), isMirrored: false));
            form.Add(new WinogradConvolutionKernel(
                _builder.KernelName(form.Purpose),
                winograd,
                TensorOperand.Read("input", _input),
                new DerivedOperand("weights", derived, Access.Read),
                form.Bias,
                TensorOperand.Write("output", _output),
                form.Rectifies));
        }
    }

    private void Forward()
    {
        TensorOperand input = TensorOperand.Read("input", _input);
        TensorOperand output = TensorOperand.Write("output", _output);
        if (_builder.Producer(_product.Input) is StepHistory history && !_kernels.IsSideBySide)
        {
            StepChoice.Choose(
                _product, _builder, history, ParameterOperand.Read("weights", _weights), ParameterOperand.ReadIfAny("bias", _bias), output);
            return;
        }

        foreach (ProductForm form in _builder.FormsOf(_weights, _bias))
            form.Add(StepChoice.WithStart(_product, _builder, _kernels.Gather(form, input, output)));
    }

    /// <summary>Winograd's algorithm where it can be used and pays, or where it was asked for and can be used; never where its weights find no room.</summary>
    /// <param name="isOfBatch">Whether it is done for the samples of a step of training alone, and never for one.</param>
    private WinogradPlan? ChooseWinograd(WinogradSizes sizes, bool isOfBatch)
    {
        bool isSquare = _rows.Kernel == _columns.Kernel && _rows.Stride == 1 && _columns.Stride == 1 && _rows.Dilation == 1;
        bool isPossible = isSquare && _product.Groups == 1 && _weights.Panel == Panels.Largest;
        if (!isPossible || _product.Algorithm == ConvolutionAlgorithm.Direct) return null;
        if (_product.Algorithm == ConvolutionAlgorithm.Auto && !_builder.Unrolling.ChoosesWinograd) return null;
        WinogradPlan? plan = WinogradPlan.Create(sizes, _product.Algorithm == ConvolutionAlgorithm.Winograd, isOfBatch);
        return plan is not null && _builder.HasRoomForDerived(plan.TransformedSize) ? plan : null;
    }

    /// <summary>The gradient of the input is a convolution of the output's gradient with mirrored, transposed weights.</summary>
    private void InputGradient()
    {
        if (!_builder.NeedsGradient(_product.Input)) return;
        int channels = _weights.Spec.Inputs;
        Scratch transposed = _builder.NewScratch("TransposedWeights", _kernels.TransposedSize);
        _builder.Backward(_kernels.Transpose(new ScratchOperand("transposed", transposed, Access.Write)));
        WinogradPlan? winograd = _kernels.ImagePanel != Panels.Largest || _kernels.IsImageSideBySide ? null : ChooseWinograd(new WinogradSizes(
            _weights.Spec.Outputs,
            Panels.RoundUp(channels, _kernels.ImagePanel),
            _rows.Kernel,
            _output,
            _input,
            _rows.Kernel - 1 - _rows.PaddingBefore,
            _columns.Kernel - 1 - _columns.PaddingBefore), isOfBatch: true);
        ScratchOperand weights = new("transposed", transposed, Access.Read);
        if (winograd is not null)
        {
            WinogradInputGradient(weights, winograd);
            return;
        }

        _builder.Backward(_kernels.GatherBack(
            "InputGradient",
            TensorOperand.ReadGradient("outputGradient", _output),
            weights,
            bias: null,
            TensorOperand.ContributeGradient("inputGradient", _input),
            rectify: false));
    }

    private void WinogradInputGradient(ScratchOperand transposed, WinogradPlan winograd)
    {
        Scratch mirrored = _builder.NewScratch("MirroredWeights", WinogradWeightsKernel.Size(winograd));
        _builder.Backward(new WinogradWeightsKernel(
            _builder.KernelName("MirrorWeights"), winograd, transposed, new ScratchOperand("mirrored", mirrored, Access.Write), isMirrored: true));
        _builder.Backward(new WinogradConvolutionKernel(
            _builder.KernelName("InputGradient"),
            winograd,
            TensorOperand.ReadGradient("outputGradient", _output),
            new ScratchOperand("weights", mirrored, Access.Read),
            null,
            TensorOperand.ContributeGradient("inputGradient", _input),
            rectify: false));
    }
}
