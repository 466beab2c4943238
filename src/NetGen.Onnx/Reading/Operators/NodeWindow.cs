namespace NetGen.Onnx.Reading.Operators;

/// <summary>How a node's windows lie along one axis.</summary>
/// <param name="Input">The extent of what they lie on.</param>
/// <param name="Kernel">Positions that a window sees.</param>
/// <param name="Stride">From one window to the next.</param>
/// <param name="Dilation">From one position that a window sees to the next.</param>
/// <param name="Before">Padding in front.</param>
/// <param name="Behind">Padding behind.</param>
internal readonly record struct NodeWindow(int Input, int Kernel, int Stride, int Dilation, int Before, int Behind)
{
    public long Extent => ((Kernel - 1L) * Dilation) + 1;

    /// <summary>How many windows there are.</summary>
    public int Output
    {
        get
        {
            long room = (long)Input + Before + Behind - Extent;
            return room < 0 ? 0 : (int)(room / Stride) + 1;
        }
    }

    public bool IsPadded => Before > 0 || Behind > 0;

    /// <summary>Whether it is TensorFlow's SAME: as many windows as the input has strides, an odd position of padding behind.</summary>
    public bool IsSame => (Before, Behind) == Same(Input, Stride, Extent);

    public bool IsCausal => Before == Extent - 1 && Behind == 0;

    /// <summary>The same on what has the padding already.</summary>
    public NodeWindow WithoutPadding => this with { Input = Input + Before + Behind, Before = 0, Behind = 0 };

    /// <summary>Of each axis, from a node's attributes.</summary>
    /// <param name="node">A convolution or a pooling.</param>
    /// <param name="inputs">The extents along which windows move.</param>
    /// <param name="kernel">Of a window.</param>
    public static NodeWindow[] Of(ReadNode node, int[] inputs, int[] kernel)
    {
        int count = inputs.Length;
        (int[] strides, int[] dilations, int[] pads) =
            (node.Wholes("strides", count, 1, least: 1), node.Wholes("dilations", count, 1, least: 1), node.Wholes("pads", 2 * count, 0));
        string auto = node.Word("auto_pad", "NOTSET");
        NodeWindow[] windows = new NodeWindow[count];
        for (int axis = 0; axis < count; axis++)
        {
            NodeWindow window = new(inputs[axis], kernel[axis], strides[axis], dilations[axis], 0, 0);
            (int less, int more) = Same(window.Input, window.Stride, window.Extent);
            (int before, int behind) = auto switch
            {
                "" or "NOTSET" => (pads[axis], pads[axis + count]),
                "VALID" => (0, 0),
                "SAME_UPPER" => (less, more),
                "SAME_LOWER" => (more, less),
                _ => throw new NotSupportedException($"its auto_pad is {auto}"),
            };
            window = window with { Before = before, Behind = behind };
            if (node.Whole("ceil_mode", 0) != 0) window = window with { Behind = behind + window.Overhang() };
            if (window.Kernel < 1 || window.Output < 1) throw new NotSupportedException("its window is larger than what it lies on");
            windows[axis] = window;
        }

        return windows;
    }

    /// <summary>What has to be added behind so that windows which begin inside are whole.</summary>
    private int Overhang()
    {
        long room = (long)Input + Before + Behind - Extent;
        if (room < 0) return 0;
        long windows = ((room + Stride - 1) / Stride) + 1;
        if ((windows - 1) * Stride >= Input + Before) windows--;
        return (int)Math.Max(0, ((windows - 1) * Stride) + Extent - Input - Before - Behind);
    }

    private static (int Before, int Behind) Same(int input, int stride, long extent)
    {
        long windows = (input + stride - 1L) / stride;
        long lacking = Math.Clamp(((windows - 1) * stride) + extent - input, 0, int.MaxValue / 4);
        return ((int)(lacking / 2), (int)(lacking - (lacking / 2)));
    }
}
