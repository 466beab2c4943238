using System.Reflection;

namespace NetGen.Benchmarks.Graphs;

/// <summary>
/// Reads a network's attributes again, by reflection, for the other libraries: independent of the generator whose result is compared
/// with theirs. Every layer is checked against the generator's own list, name for name.
/// </summary>
internal sealed partial class GraphReader
{
    private readonly NetworkInfo _info;
    private readonly List<GraphLayer> _layers = [];
    private int _next;
    private int _value;
    private IReadOnlyList<int> _shape;
    private long _usefulMultiplyAdds;

    private GraphReader(NetworkInfo info)
    {
        _info = info;
        _shape = info.InputShape;
    }

    /// <summary>The graph of a network's class.</summary>
    /// <exception cref="NotSupportedException">A layer, or a setting of one, is not known here.</exception>
    /// <exception cref="InvalidOperationException">The attributes do not come in the order of the generator's list.</exception>
    public static NetworkGraph Read(Type network, NetworkInfo info)
    {
        var reader = new GraphReader(info);
        reader.ReadLayers(network);
        if (reader._next != info.Layers.Count) throw new InvalidOperationException($"{info.Name} has {info.Layers.Count} layers, of which {reader._next} were found as attributes.");
        return new NetworkGraph(info.Name, ChannelsFirst(info.InputShape), ChannelsFirst(info.OutputShape), reader._layers, reader._usefulMultiplyAdds);
    }

    private static int[] ChannelsFirst(IReadOnlyList<int> shape) => shape.Count == 3 ? [shape[2], shape[0], shape[1]] : [.. shape];

    private void ReadLayers(Type type)
    {
        foreach (Attribute attribute in type.GetCustomAttributes(inherit: false).Cast<Attribute>())
        {
            if (attribute is LayerAttribute layer) ReadLayer(layer);
        }
    }

    private void ReadLayer(LayerAttribute attribute)
    {
        if (attribute.Name is not null || attribute.Input is not null) throw new NotSupportedException("Layers with Name or Input are not known to the comparison.");
        switch (attribute)
        {
            case Conv2DAttribute convolution: AddConvolution(convolution); break;
            case DepthwiseConv2DAttribute depthwise: AddDepthwise(depthwise); break;
            case BatchNormAttribute norm: Add("BatchNorm", new BatchNormLayer([_value], _info.Layers[_next].Name, norm.Momentum, norm.Epsilon)); break;
            case DenseAttribute dense: AddDense(dense); break;
            case MaxPool2DAttribute pool: AddMaxPool(pool); break;
            case ReLUAttribute: Add("ReLU", new RectifierLayer([_value])); break;
            case FlattenAttribute: Add("Flatten", new FlattenLayer([_value])); break;
            case GlobalAveragePool2DAttribute: Add("GlobalAveragePool2D", new GlobalAverageLayer([_value])); break;
            case DropoutAttribute dropout: Add("Dropout", new DropoutLayer([_value], dropout.Rate)); break;
            default:
                if (!ReadSequenceLayer(attribute)) AddBlock(attribute);
                break;
        }
    }

    private void AddBlock(LayerAttribute attribute)
    {
        Type type = attribute.GetType();
        Type? definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        bool isResidual = definition == typeof(ResidualAttribute<>);
        if (!isResidual && definition != typeof(UseAttribute<>)) throw new NotSupportedException($"{type.Name} is not known to the comparison.");

        int repeat = (int)type.GetProperty(nameof(UseAttribute<object>.Repeat), BindingFlags.Public | BindingFlags.Instance)!.GetValue(attribute)!;
        for (int i = 0; i < repeat; i++)
        {
            (int input, IReadOnlyList<int> inputShape) = (_value, _shape);
            ReadLayers(type.GenericTypeArguments[0]);
            if (isResidual) AddSum(input, inputShape);
        }
    }

    /// <summary>The block's input is projected where its shape differs; the generator lists the projection behind the block's layers.</summary>
    private void AddSum(int skip, IReadOnlyList<int> skipShape)
    {
        int branch = _value;
        if (!skipShape.SequenceEqual(_shape))
        {
            int strideHeight = (skipShape[0] + _shape[0] - 1) / _shape[0];
            int strideWidth = (skipShape[1] + _shape[1] - 1) / _shape[1];
            string name = _info.Layers[_next].Name;
            AddCounted(skipShape, "Conv2D", ConvolutionAlgorithm.Direct, new ConvolutionLayer([skip], name + ".weight", null, new Window(1, 1, strideHeight, strideWidth, 0, 0, 0, 0), 1, 1));
            skip = _value;
        }

        Add("Add", new AddLayer([branch, skip]));
    }

    private void AddConvolution(Conv2DAttribute attribute)
    {
        int height = attribute.KernelHeight > 0 ? attribute.KernelHeight : attribute.Kernel;
        int width = attribute.KernelWidth > 0 ? attribute.KernelWidth : attribute.Kernel;
        int strideHeight = attribute.StrideHeight > 0 ? attribute.StrideHeight : attribute.Stride;
        int strideWidth = attribute.StrideWidth > 0 ? attribute.StrideWidth : attribute.Stride;
        (int top, int bottom) = Pad(_shape[0], ((height - 1) * attribute.Dilation) + 1, strideHeight, attribute.Padding, attribute.PaddingSize);
        (int left, int right) = Pad(_shape[1], ((width - 1) * attribute.Dilation) + 1, strideWidth, attribute.Padding, attribute.PaddingSize);
        string name = _info.Layers[_next].Name;
        var window = new Window(height, width, strideHeight, strideWidth, top, left, bottom, right);
        AddCounted(_shape, "Conv2D", attribute.Algorithm, new ConvolutionLayer([_value], name + ".weight", attribute.UseBias ? name + ".bias" : null, window, attribute.Dilation, attribute.Groups));
    }

    private void AddDepthwise(DepthwiseConv2DAttribute attribute)
    {
        bool isPlain = attribute is { Multiplier: 1, KernelHeight: 0, KernelWidth: 0, StrideHeight: 0, StrideWidth: 0 };
        if (!isPlain) throw new NotSupportedException("Depthwise convolutions with a multiplier, or with kernels or strides that are not square, are not known to the comparison.");
        int extent = ((attribute.Kernel - 1) * attribute.Dilation) + 1;
        (int top, int bottom) = Pad(_shape[0], extent, attribute.Stride, attribute.Padding, attribute.PaddingSize);
        (int left, int right) = Pad(_shape[1], extent, attribute.Stride, attribute.Padding, attribute.PaddingSize);
        string name = _info.Layers[_next].Name;
        var window = new Window(attribute.Kernel, attribute.Kernel, attribute.Stride, attribute.Stride, top, left, bottom, right);
        string? bias = attribute.UseBias ? name + ".bias" : null;
        AddCounted(_shape, "DepthwiseConv2D", ConvolutionAlgorithm.Direct, new ConvolutionLayer([_value], name + ".weight", bias, window, attribute.Dilation, _shape[2]));
    }

    private void AddMaxPool(MaxPool2DAttribute attribute)
    {
        int height = attribute.WindowHeight > 0 ? attribute.WindowHeight : attribute.Size;
        int width = attribute.WindowWidth > 0 ? attribute.WindowWidth : attribute.Size;
        int strideHeight = attribute.StrideHeight > 0 ? attribute.StrideHeight : attribute.Stride > 0 ? attribute.Stride : height;
        int strideWidth = attribute.StrideWidth > 0 ? attribute.StrideWidth : attribute.Stride > 0 ? attribute.Stride : width;
        (int top, int bottom) = Pad(_shape[0], height, strideHeight, attribute.Padding, attribute.PaddingSize);
        (int left, int right) = Pad(_shape[1], width, strideWidth, attribute.Padding, attribute.PaddingSize);
        Add("MaxPool2D", new MaxPoolLayer([_value], new Window(height, width, strideHeight, strideWidth, top, left, bottom, right)));
    }

    private void AddDense(DenseAttribute attribute)
    {
        string name = _info.Layers[_next].Name;
        AddDense(name, attribute.Units, attribute.UseBias);
    }

    private void AddDense(string name, int units, bool hasBias)
    {
        _usefulMultiplyAdds += _shape.Aggregate(1L, static (product, extent) => product * extent) * units;
        Add("Dense", new DenseLayer([_value], name + ".weight", hasBias ? name + ".bias" : null, IsOfSteps: _shape.Count == 2));
    }

    /// <summary>Adds a convolution and counts its multiply-adds, those with padding left out.</summary>
    private void AddCounted(IReadOnlyList<int> input, string kind, ConvolutionAlgorithm algorithm, ConvolutionLayer layer)
    {
        Add(kind, layer);
        Window window = layer.Window;
        if (algorithm == ConvolutionAlgorithm.Winograd)
        {
            _usefulMultiplyAdds += (long)WinogradFactors(_shape[0], window.Height) * WinogradFactors(_shape[1], window.Width) * input[2] * _shape[2];
            return;
        }

        long rows = Taps(input[0], _shape[0], window.Height, window.StrideHeight, layer.Dilation, window.Top);
        long columns = Taps(input[1], _shape[1], window.Width, window.StrideWidth, layer.Dilation, window.Left);
        _usefulMultiplyAdds += rows * columns * (input[2] / layer.Groups) * _shape[2];
    }

    private void Add(string kind, GraphLayer layer)
    {
        LayerInfo known = _next < _info.Layers.Count ? _info.Layers[_next] : throw new InvalidOperationException($"{_info.Name} has more layers as attributes than the generator lists.");
        if (known.Kind != kind) throw new InvalidOperationException($"{_info.Name}: layer '{known.Name}' is {known.Kind} in the generator's list and {kind} among the attributes.");
        _layers.Add(layer);
        _shape = known.OutputShape;
        _next++;
        _value = _layers.Count;
    }

    /// <summary>Multiplications of Winograd's algorithm along one axis: for every four outputs as many as there are inputs to them.</summary>
    private static int WinogradFactors(int outputs, int kernel)
    {
        const int Tile = 4;
        return (outputs + Tile - 1) / Tile * (Tile + kernel - 1);
    }

    /// <summary>Padding before and behind: TensorFlow's rule for Same, an odd pixel behind.</summary>
    private static (int Before, int Behind) Pad(int extent, int window, int stride, Padding padding, int size)
    {
        if (size > 0 || padding == Padding.Valid) return (size, size);
        int outputs = (extent + stride - 1) / stride;
        int total = Math.Max(((outputs - 1) * stride) + window - extent, 0);
        return (total / 2, total - (total / 2));
    }

    /// <summary>Pairs of output position and tap, along one axis, that lie inside the image.</summary>
    private static long Taps(int extent, int outputs, int kernel, int stride, int dilation, int before)
    {
        long taps = 0;
        for (int output = 0; output < outputs; output++)
        {
            for (int tap = 0; tap < kernel; tap++)
            {
                int position = (output * stride) + (tap * dilation) - before;
                if (position >= 0 && position < extent) taps++;
            }
        }

        return taps;
    }
}
