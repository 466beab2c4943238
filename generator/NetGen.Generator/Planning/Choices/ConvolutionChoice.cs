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
    }

    private int Filters => _output.Shape.Channels;

    private int Taps => _rows.Kernel * _columns.Kernel;

    /// <summary>Whether vectors hold results of several groups.</summary>
    private bool IsSideBySide => Panels.AreSideBySide(_product.Groups, Filters / _product.Groups, Taps);

    private GroupLanes Lanes => new(_product.Groups, _input.Shape.Channels / _product.Groups, Filters / _product.Groups);

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
        else if (choice.IsSideBySide) choice.ChooseSideBySide();
        else choice.ChooseConvolution();
    }

    private void ChooseMatrixProduct()
    {
        if (_builder.Unrolling.WritesOutConvolution(1, _weights.Depth)) Forward(winograd: null);
        else MatrixProductChoice.Forward(_builder, _input, _output, _weights, _bias);
        MatrixProductChoice.Backward(_builder, _product.Input, _input, _output, _weights, _bias);
    }

    private void ChooseSideBySide()
    {
        GroupedChoice.Forward(_builder, Lanes, _input, _output, _weights, _bias, _rows, _columns);
        if (!_builder.IsTrained) return;
        GroupedChoice.ParameterGradients(_builder, Lanes, _input, _output, _weights, _bias, _rows, _columns);
        InputGradient();
    }

    private void ChooseConvolution()
    {
        WinogradPlan? winograd = ChooseWinograd(new WinogradSizes(
            _weights.Spec.Inputs, _weights.PanelsPerGroup * _weights.Panel, _rows.Kernel, _input, _output, _rows.PaddingBefore, _columns.PaddingBefore));
        Forward(winograd);
        if (!_builder.IsTrained) return;
        MatrixProductChoice.ParameterGradients(_builder, _input, _output, _bias, new GradientSizes(
            _weights,
            _weights.Spec.Inputs,
            _rows.Kernel,
            _columns.Kernel,
            _input,
            _output,
            _rows.Stride,
            _columns.Stride,
            _rows.Dilation,
            _columns.Dilation,
            _rows.PaddingBefore,
            _columns.PaddingBefore), winograd);
        InputGradient();
    }

    private void Forward(WinogradPlan? winograd)
    {
        TensorOperand input = TensorOperand.Read("input", _input);
        TensorOperand output = TensorOperand.Write("output", _output);
        ParameterOperand weights = ParameterOperand.Read("weights", _weights);
        ParameterOperand? bias = ParameterOperand.ReadIfAny("bias", _bias);
        if (winograd is not null)
        {
            Derived derived = _builder.NewDerived("TransformedWeights", WinogradWeightsKernel.Size(winograd));
            _builder.Forward(new WinogradWeightsKernel(
                _builder.KernelName("TransformWeights"), winograd, weights, new DerivedOperand("transformed", derived, Access.Write), isMirrored: false));
            _builder.Forward(new WinogradConvolutionKernel(
                _builder.KernelName("Forward"), winograd, input, new DerivedOperand("weights", derived, Access.Read), bias, output, _builder.Rectifies));
            return;
        }

        ConvolutionSizes sizes = new(
            _weights.Groups,
            _weights.Spec.Inputs,
            _weights.PanelsPerGroup * _weights.Panel,
            _weights.Panel,
            _weights.Spec.Rows,
            _weights.Spec.Columns,
            _input,
            _output,
            AxisTaps.Forward(_rows.Kernel, _rows.Stride, _rows.Dilation, _rows.PaddingBefore, _rows.Output).ToEquatableArray(),
            AxisTaps.Forward(_columns.Kernel, _columns.Stride, _columns.Dilation, _columns.PaddingBefore, _columns.Output).ToEquatableArray());
        _builder.Forward(new DirectConvolutionKernel(
            _builder.KernelName("Forward"), sizes, input, weights, bias, output, _builder.Rectifies, _builder.Unrolling));
    }

    /// <summary>Winograd's algorithm where it can be used and pays, or where it was asked for and can be used; never where its weights find no room.</summary>
    private WinogradPlan? ChooseWinograd(WinogradSizes sizes)
    {
        bool isSquare = _rows.Kernel == _columns.Kernel && _rows.Stride == 1 && _columns.Stride == 1 && _rows.Dilation == 1;
        bool isPossible = isSquare && _product.Groups == 1 && _weights.Panel == Panels.Largest;
        if (!isPossible || _product.Algorithm == ConvolutionAlgorithm.Direct) return null;
        if (_product.Algorithm == ConvolutionAlgorithm.Auto && !_builder.Unrolling.ChoosesWinograd) return null;
        WinogradPlan? plan = WinogradPlan.Create(sizes, _product.Algorithm == ConvolutionAlgorithm.Winograd);
        return plan is not null && _builder.HasRoomForDerived(plan.TransformedSize) ? plan : null;
    }

    /// <summary>The gradient of the input is a convolution of the output's gradient with mirrored, transposed weights.</summary>
    private void InputGradient()
    {
        if (!_builder.NeedsGradient(_product.Input)) return;
        int channels = _weights.Spec.Inputs;
        int filters = Filters / _product.Groups;
        bool isSideBySide = Panels.AreSideBySide(_product.Groups, channels, Taps);
        int panel = isSideBySide ? Panels.For(_input.Shape.Channels) : Panels.For(channels, _product.Groups);
        WeightOrder order = new(channels, filters, Taps, panel, isSideBySide);
        Scratch transposed = _builder.NewScratch("TransposedWeights", order.Size(_product.Groups));
        _builder.Backward(new TransposeWeightsKernel(
            _builder.KernelName("TransposeWeights"),
            _product.Groups,
            new WeightOrder(filters, channels, Taps, _weights.Panel, IsSideBySide),
            order,
            ParameterOperand.Read("weights", _weights),
            new ScratchOperand("transposed", transposed, Access.Write)));
        WinogradPlan? winograd = panel != Panels.Largest || isSideBySide ? null : ChooseWinograd(new WinogradSizes(
            filters,
            Panels.RoundUp(channels, panel),
            _rows.Kernel,
            _output,
            _input,
            _rows.Kernel - 1 - _rows.PaddingBefore,
            _columns.Kernel - 1 - _columns.PaddingBefore));
        ScratchOperand weights = new("transposed", transposed, Access.Read);
        if (winograd is null) DirectInputGradient(weights, panel, isSideBySide);
        else WinogradInputGradient(weights, winograd);
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

    private void DirectInputGradient(ScratchOperand transposed, int panel, bool isSideBySide)
    {
        int channels = _weights.Spec.Inputs;
        int filters = Filters / _product.Groups;
        ConvolutionSizes sizes = new(
            isSideBySide ? 1 : _product.Groups,
            filters,
            Panels.RoundUp(isSideBySide ? _input.Shape.Channels : channels, panel),
            panel,
            _weights.Spec.Rows,
            _weights.Spec.Columns,
            _output,
            _input,
            AxisTaps.InputGradient(_rows.Input, _rows.Kernel, _rows.Stride, _rows.Dilation, _rows.PaddingBefore).ToEquatableArray(),
            AxisTaps.InputGradient(_columns.Input, _columns.Kernel, _columns.Stride, _columns.Dilation, _columns.PaddingBefore).ToEquatableArray());
        TensorOperand gradient = TensorOperand.ReadGradient("outputGradient", _output);
        TensorOperand result = TensorOperand.ContributeGradient("inputGradient", _input);
        string name = _builder.KernelName("InputGradient");
        _builder.Backward(isSideBySide
            ? new GroupedConvolutionKernel(
                name, new GroupLanes(_product.Groups, filters, channels), sizes, gradient, transposed, null, result, rectify: false, _builder.Unrolling)
            : new DirectConvolutionKernel(name, sizes, gradient, transposed, null, result, rectify: false, _builder.Unrolling));
    }
}
