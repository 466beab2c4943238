using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Layers that move values of images and sequences.</summary>
internal sealed partial class NetworkDescription
{
    /// <summary>A convolution of each channel by itself.</summary>
    public NetworkDescription DepthwiseConv2D(WindowSettings window, int multiplier = 1, bool bias = true, string? name = null)
    {
        int[] input = NextInputShape();
        string arguments = Number(window.Width) + window.ToArguments("Kernel");
        if (multiplier > 1) arguments += $", Multiplier = {Number(multiplier)}";
        if (!bias) arguments += ", UseBias = false";
        (Window rows, Window columns) = window.ToReference(input, isPooling: false);
        return Append("DepthwiseConv2D", arguments, "depthwise", name, () => new DepthwiseConv2D(input[2], multiplier, rows, columns, bias));
    }

    /// <summary>A convolution of each channel by itself, and one of single pixels: two layers by one attribute.</summary>
    public NetworkDescription SeparableConv2D(int filters, WindowSettings window, int multiplier = 1, bool bias = true)
    {
        string name = NextDefaultName("separable");
        string input = _next is null ? "" : $", Input = \"{_next}\"";
        string arguments = $"{Number(filters)}, {Number(window.Width)}{window.ToArguments("Kernel")}";
        if (multiplier > 1) arguments += $", Multiplier = {Number(multiplier)}";
        if (!bias) arguments += ", UseBias = false";
        DepthwiseConv2D(window, multiplier, bias: false, name + ".depthwise").Conv2D(filters, new WindowSettings(1), bias: bias, name: name + ".pointwise");
        for (int part = 2; part >= 1; part--) _layers[^part] = _layers[^part] with { Text = "" };
        _layers[^1] = _layers[^1] with { Text = $"[SeparableConv2D({arguments}, Name = \"{name}\"{input})]" };
        return this;
    }

    /// <param name="outputPadding">Rows and columns added at the end.</param>
    public NetworkDescription Conv2DTranspose(int filters, WindowSettings window, int outputPadding = 0, int groups = 1, bool bias = true, string? name = null)
    {
        int[] input = NextInputShape();
        string arguments = $"{Number(filters)}, {Number(window.Width)}{window.ToArguments("Kernel")}";
        if (outputPadding > 0) arguments += $", OutputPadding = {Number(outputPadding)}";
        if (groups > 1) arguments += $", Groups = {Number(groups)}";
        if (!bias) arguments += ", UseBias = false";
        (int strideHeight, int strideWidth) = (Math.Max(1, window.StrideHeight), Math.Max(1, window.StrideWidth));
        (int height, int width) = window.Same
            ? (input[0] * strideHeight, input[1] * strideWidth)
            : (Extent(input[0], strideHeight, window.Height), Extent(input[1], strideWidth, window.Width));
        (Window rows, Window columns) = window.ToReference([height, width, 0], isPooling: false);
        return Append("Conv2DTranspose", arguments, "convtranspose", name, () => new Conv2DTranspose(input[2], filters, rows, columns, (height, width), groups, bias));

        // PyTorch's ConvTranspose2d.
        int Extent(int extent, int stride, int kernel) => ((extent - 1) * stride) - (2 * window.PaddingSize) + (window.Dilation * (kernel - 1)) + outputPadding + 1;
    }

    public NetworkDescription ZeroPadding2D(int top, int bottom, int left, int right, string? name = null)
        => Append("ZeroPadding2D", Sides(top, bottom, left, right), "zeropadding", name, () => new ZeroPadding2D(top, bottom, left, right));

    public NetworkDescription Cropping2D(int top, int bottom, int left, int right, string? name = null)
        => Append("Cropping2D", Sides(top, bottom, left, right), "cropping", name, () => new Cropping2D(top, bottom, left, right));

    public NetworkDescription UpSampling2D(int height, int width, string? name = null)
        => Append("UpSampling2D", Number(width) + (height == width ? "" : $", SizeHeight = {Number(height)}"), "upsampling", name, () => new UpSampling2D(height, width));

    public NetworkDescription BilinearUpSampling2D(int height, int width, string? name = null) => Append(
        "UpSampling2D",
        Number(width) + (height == width ? "" : $", SizeHeight = {Number(height)}") + ", Interpolation = Interpolation.Bilinear",
        "upsampling",
        name,
        () => new BilinearUpSampling2D(height, width));

    public NetworkDescription AdaptiveAveragePool2D(int height, int width, string? name = null)
        => Append("AdaptiveAveragePool2D", $"{Number(height)}, {Number(width)}", "avgpool", name, () => new AdaptiveAveragePool2D(height, width));

    public NetworkDescription AdaptiveMaxPool2D(int height, int width, string? name = null)
        => Append("AdaptiveMaxPool2D", height == width ? Number(height) : $"{Number(height)}, {Number(width)}", "maxpool", name, () => new AdaptiveMaxPool2D(height, width));

    public NetworkDescription PixelShuffle(int factor, string? name = null) => Append("PixelShuffle", Number(factor), "pixelshuffle", name, () => new PixelShuffle(factor));

    /// <param name="shape">Features; or time steps, features; or height, width, channels.</param>
    public NetworkDescription Reshape(params int[] shape)
    {
        int[] image = shape.Length switch { 1 => [1, 1, shape[0]], 2 => [shape[0], 1, shape[1]], _ => shape };
        DescribedValue input = NextInput();
        Append("Reshape", string.Join(", ", shape.Select(Number)), "reshaped", null, () => new Reshape(image[0], image[1], image[2]));
        ValueForm form = shape.Length switch { 1 => ValueForm.Vector, 2 => ValueForm.Sequence, _ => ValueForm.Image };

        // A vector made of an image is a flattened one.
        FileOrder order = form != ValueForm.Vector ? FileOrder.Same : input.Form == ValueForm.Image ? new FileOrder(input.Shape[0], input.Shape[1]) : input.Order;
        _values[^1] = new DescribedValue(image, form, order);
        return this;
    }

    /// <param name="axes">Counted from 1, as many as the value has.</param>
    public NetworkDescription Permute(params int[] axes)
    {
        // A sequence is an image of one column here.
        int[] image = axes.Length switch { 1 => [1, 2, 3], 2 => [.. new[] { axes[0], 2, axes[1] }.Select((axis, place) => place == 1 ? 2 : axis == 1 ? 1 : 3)], _ => axes };
        return Append("Permute", string.Join(", ", axes.Select(Number)), "permuted", null, () => new Permute(image));
    }

    private static string Sides(int top, int bottom, int left, int right)
    {
        if (top == bottom && left == right) return top == left ? Number(top) : $"{Number(top)}, {Number(left)}";
        (string Name, int Size)[] sides = [("Top", top), ("Bottom", bottom), ("Left", left), ("Right", right)];
        return string.Join(", ", sides.Where(side => side.Size > 0).Select(side => $"{side.Name} = {Number(side.Size)}"));
    }
}
