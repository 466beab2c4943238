namespace NetGen.Onnx.Reading;

/// <summary>How a node's windows lie on an image.</summary>
internal sealed class ReadWindow
{
    private readonly int[] _input;
    private readonly int[] _strides;
    private readonly int[] _dilations;

    private ReadWindow(int[] input, int kernelHeight, int kernelWidth, int[] strides, int[] dilations, int[] pads)
    {
        (_input, KernelHeight, KernelWidth, _strides, _dilations, Pads) = (input, kernelHeight, kernelWidth, strides, dilations, pads);
        (Height, Width) = (Output(0, kernelHeight), Output(1, kernelWidth));
    }

    public int KernelHeight { get; }

    public int KernelWidth { get; }

    /// <summary>Top, left, bottom, right.</summary>
    public int[] Pads { get; }

    /// <summary>Of the result.</summary>
    public int Height { get; }

    /// <summary>Of the result.</summary>
    public int Width { get; }

    /// <summary>Null where it differs along rows and columns.</summary>
    public int? Dilation => _dilations[0] == _dilations[1] ? _dilations[0] : null;

    public bool IsPadded => Pads.Any(size => size > 0);

    /// <summary>Whether arguments of an attribute say its paddings.</summary>
    public bool CanBeSaid => !IsPadded || IsEqual || IsSame;

    /// <summary>The same on all sides, and no window sees nothing else.</summary>
    private bool IsEqual => Array.TrueForAll(Pads, size => size == Pads[0]) && Pads[0] <= (Math.Min(KernelHeight, KernelWidth) - 1) * _dilations.Min();

    /// <summary>As many results as the image has strides, an odd pixel of padding behind.</summary>
    private bool IsSame => Same(0, KernelHeight) == (Pads[0], Pads[2]) && Same(1, KernelWidth) == (Pads[1], Pads[3]);

    public static ReadWindow Of(ReadNode node, int[] input, int kernelHeight, int kernelWidth)
    {
        if (node.Word("auto_pad", "NOTSET") != "NOTSET") throw new NotSupportedException("its paddings are not in numbers");
        ReadWindow window = new(input, kernelHeight, kernelWidth, node.Wholes("strides", 2, 1, least: 1), node.Wholes("dilations", 2, 1, least: 1), node.Wholes("pads", 4, 0));
        return kernelHeight > 0 && kernelWidth > 0 && window is { Height: > 0, Width: > 0 } ? window : throw new NotSupportedException("its window is larger than the image");
    }

    /// <summary>The same on an image that has the paddings already.</summary>
    public ReadWindow WithoutPads()
        => new([_input[0] + Pads[0] + Pads[2], _input[1] + Pads[1] + Pads[3], _input[2]], KernelHeight, KernelWidth, _strides, _dilations, [0, 0, 0, 0]);

    /// <summary>What an attribute says besides the height of its window.</summary>
    /// <param name="what">What its window is called: Kernel.</param>
    public IEnumerable<string> Arguments(string what)
    {
        if (KernelWidth != KernelHeight) yield return $"{what}Width = {KernelWidth}";
        if (what == "Window" || _strides[0] != 1 || _strides[1] != 1)
        {
            if (_strides[0] == _strides[1]) yield return $"Stride = {_strides[0]}";
            else yield return $"StrideHeight = {_strides[0]}, StrideWidth = {_strides[1]}";
        }

        if (!IsPadded) yield break;
        yield return IsEqual ? $"PaddingSize = {Pads[0]}" : "Padding = Padding.Same";
    }

    private int Output(int axis, int kernel)
    {
        long room = (long)_input[axis] + Pads[axis] + Pads[axis + 2] - Extent(axis, kernel);
        return room < 0 ? 0 : (int)(room / _strides[axis]) + 1;
    }

    private long Extent(int axis, int kernel) => ((kernel - 1L) * _dilations[axis]) + 1;

    private (int Before, int Behind) Same(int axis, int kernel)
    {
        int windows = (_input[axis] + _strides[axis] - 1) / _strides[axis];
        int lacking = (int)Math.Max(0, ((windows - 1L) * _strides[axis]) + Extent(axis, kernel) - _input[axis]);
        return (lacking / 2, lacking - (lacking / 2));
    }
}
